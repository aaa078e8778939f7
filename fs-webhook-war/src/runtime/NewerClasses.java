import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives the class files in a folder the format of Java 8. Those of libraries in the format of Java 5 have no stack maps, and the JVM
 * neither shares such classes nor verifies them quickly.
 */
final class NewerClasses {

  private static final int FROM = ClassFile.JAVA_6_VERSION;
  private static final int TO = ClassFile.JAVA_8_VERSION;

  /** Code that is copied as a whole gets no stack maps. */
  private static final ClassTransform NEWER =
      ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
          .andThen(ClassTransform.endHandler(type -> type.withVersion(TO, 0)));

  private NewerClasses() {}

  /**
   * Rewrites what is older.
   *
   * @param folders one, with the unpacked jar
   */
  public static void main(String[] folders) throws IOException {
    Path folder = Path.of(folders[0]);
    ClassFile format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(
                        type -> content(folder, type))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      ClassModel model = format.parse(file);
      if (model.majorVersion() <= FROM) {
        Files.write(file, format.transformClass(model, NEWER));
      }
    }
  }

  /** Null if the type is from elsewhere. */
  private static InputStream content(Path folder, ClassDesc type) {
    String descriptor = type.descriptorString();
    Path file = folder.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
