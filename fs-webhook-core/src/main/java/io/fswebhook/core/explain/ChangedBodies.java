package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may have been signed in place of a body, each text once: most ways of writing JSON are the
 * same for most bodies. They are made when they are asked for, and kept to be tried with something
 * else again; since each costs effort, they take no more memory than that allows.
 */
final class ChangedBodies {

  private final BodyChange.Arrived body;
  private final Effort effort;
  private final Iterator<BodyChange> left = BodyChanges.likeliestFirst().iterator();
  private final List<Changed> made = new ArrayList<>();
  private final Set<ByteBuffer> known = new HashSet<>();

  /** One of them, and what it would mean. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Changed(byte[] bytes, Finding finding) {}

  ChangedBodies(byte[] body, Effort effort) {
    this.body = new BodyChange.Arrived(body);
    this.effort = effort;
    known.add(ByteBuffer.wrap(body));
  }

  /** The likeliest first, from 0 on; null when there are no more, or no effort is left for it. */
  @Nullable Changed get(int index) {
    while (made.size() <= index) {
      if (!left.hasNext()) {
        return null;
      }
      BodyChange change = left.next();
      if (change.mayApply().test(body)) {
        if (!effort.take(body.bytes().length)) {
          return null;
        }
        add(change);
      }
    }
    return made.get(index);
  }

  private void add(BodyChange change) {
    byte[] changed = change.undo().of(body);
    if (changed != null && known.add(ByteBuffer.wrap(changed))) {
      made.add(new Changed(changed, change.finding()));
    }
  }
}
