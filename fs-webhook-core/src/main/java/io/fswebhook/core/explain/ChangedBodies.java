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
 * Candidates for the body that was signed, without repeats: most JSON styles make no difference to
 * most bodies. Created on demand and cached for further combinations; the effort that each one
 * costs also bounds the memory.
 */
final class ChangedBodies {

  private final BodyChange.Arrived body;
  private final Effort effort;
  private final Iterator<BodyChange> left = BodyChanges.likeliestFirst().iterator();
  private final List<Changed> made = new ArrayList<>();
  private final Set<ByteBuffer> known = new HashSet<>();

  /** A candidate, and what to report if it is the one. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Changed(byte[] bytes, Finding finding) {}

  ChangedBodies(byte[] body, Effort effort) {
    this.body = new BodyChange.Arrived(body);
    this.effort = effort;
    known.add(ByteBuffer.wrap(body));
  }

  /** Ordered by likelihood, from 0; null when there are no more, or the effort is spent. */
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
