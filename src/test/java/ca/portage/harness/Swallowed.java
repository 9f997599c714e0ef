package ca.portage.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which forces of the service never reach its disk, for the controls: {@code strace} answers them
 * in the kernel's place, so the product has no switch for it.
 */
enum Swallowed {
  /** The service as it is. */
  NOTHING,
  /** Whatever it forces, as if no line of Portage and of SQLite ever did. */
  EVERY_FORCE,
  /** Only the names inside the inbox and its temporary folder: files are forced as ever. */
  INBOX_FOLDERS;

  private static final List<String> STRACE =
      List.of(
          "strace",
          "-D",
          "-f",
          "-qq",
          "--seccomp-bpf",
          "-o",
          "/dev/null",
          "-e",
          "inject=fsync,fdatasync:retval=0");

  /**
   * How often it polls: in a control once, because the next poll proves that the inbox can be
   * written, and by forcing a file of its own it forces what was swallowed.
   */
  String poll() {
    return this == NOTHING ? "1s" : "1h";
  }

  /** What the service's command is run by. */
  List<String> prefix(Path inbox) {
    List<String> words = new ArrayList<>();
    if (this != NOTHING) {
      words.addAll(STRACE);
    }
    if (this == INBOX_FOLDERS) {
      words.addAll(List.of("-P", inbox.toString()));
      words.addAll(List.of("-P", inbox.resolve(".portage").resolve("tmp").toString()));
    }
    return words;
  }
}
