package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import io.fswebhook.api.WebhookEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of the API say about its records, so that no description is written twice. Of a
 * component it is the text before the first semicolon: what follows is about Java, such as when it
 * is null. Of a type it is the first paragraph.
 */
final class ApiJavadoc {

  private static final Path SOURCES =
      Path.of("..", "fs-webhook-api", "src", "main", "java", "io", "fswebhook", "api");

  private final Map<String, String> texts = new HashMap<>();

  static ApiJavadoc read() {
    ApiJavadoc javadoc = new ApiJavadoc();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> files = Files.list(SOURCES);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        javadoc.new Reader(trees).scan(unit, "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return javadoc;
  }

  /** What a record is. */
  String of(Class<?> type) {
    return find(name(type));
  }

  /** What a component of a record, or a constant of an enum, is. */
  String of(Class<?> type, String member) {
    return find(name(type) + "." + member);
  }

  private String find(String name) {
    String text = texts.get(name);
    if (text == null || text.contains("{@")) {
      throw new IllegalStateException(
          "the Javadoc of " + name + " must describe it, with no tag but {@code}, was " + text);
    }
    return text;
  }

  private static String name(Class<?> type) {
    return type.getCanonicalName().substring(WebhookEvent.class.getPackageName().length());
  }

  /** Visits the types of a file; the parameter is the name of the type around. */
  private final class Reader extends TreePathScanner<@Nullable Void, String> {

    private final DocTrees trees;

    Reader(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String outer) {
      String name = outer + "." + type.getSimpleName();
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(name, text(comment.getFullBody(), "<p>"));
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree component) {
            texts.put(name + "." + component.getName(), text(component.getDescription(), ";"));
          }
        }
      }
      return super.visitClass(type, name);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree constant, String type) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(type + "." + constant.getName(), text(comment.getFullBody(), "<p>"));
      }
      return super.visitVariable(constant, type);
    }
  }

  /** As Markdown, up to the first occurrence of a text. */
  private static String text(List<? extends DocTree> trees, String end) {
    StringBuilder text = new StringBuilder();
    for (DocTree tree : trees) {
      text.append(
          tree instanceof LiteralTree code
              ? "`" + code.getBody().getBody().strip() + "`"
              : tree.toString());
    }
    return sentences(text.toString().split(end, 2)[0]);
  }

  private static String sentences(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.substring(0, 1).toUpperCase(Locale.ROOT)
        + line.substring(1)
        + (line.endsWith(".") ? "" : ".");
  }
}
