package io.fswebhook.core.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Explains why a file operation failed; the JDK's messages are often just the path or a class. */
public final class Reasons {

  private Reasons() {}

  /** For a sentence about the file, which names it. */
  public static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
      return "there is a file of that name";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return Printable.line(file.getReason());
    }
    if (failure instanceof FileSystemLoopException) {
      return "its links lead back to it";
    }
    String message = failure.getMessage();
    return message == null || failure instanceof FileSystemException
        ? "the system gives no reason"
        : Printable.line(message);
  }
}
