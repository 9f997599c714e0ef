package ca.portage.app.reload;

import ca.portage.logging.Printable;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Route files that the service could not run; the message names the file and what Camel says. */
public final class UnusableRoutesException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LINES = 2;

  UnusableRoutesException(Path file, Exception cause) {
    super(file.getFileName() + ": " + explain(cause), cause);
  }

  /** The outermost message names the route, the innermost the cause; of both the first lines. */
  private static String explain(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    String outer = lines(failure);
    return inner == failure || outer.contains(lines(inner)) ? outer : outer + "; " + lines(inner);
  }

  private static String lines(Throwable failure) {
    return Printable.text(
        String.valueOf(failure.getMessage())
            .lines()
            .map(String::strip)
            .limit(LINES)
            .collect(Collectors.joining(" ")));
  }
}
