package ca.portage.cli;

import ca.portage.config.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Shows which service works on a home, by the process id in the spool's lock file. */
final class Owner {
  private Owner() {}

  /**
   * The living process named in {@code spool/LOCK}. A file left by a process that died names
   * nobody, unless its number was given to another Java process since; this process is never it.
   * Good enough to show, not to decide by: the lock itself is not tried here, as trying could
   * disturb a start.
   */
  static Optional<Long> of(Home home) throws IOException {
    Path file = home.spool().resolve("LOCK");
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (!text.matches("[0-9]{1,18}")) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(text))
          .filter(ProcessHandle::isAlive)
          .filter(process -> !process.equals(ProcessHandle.current()))
          .filter(Owner::isJava)
          .map(ProcessHandle::pid);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Another user's process does not tell its command; it is believed. */
  private static boolean isJava(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("java")).orElse(true);
  }
}
