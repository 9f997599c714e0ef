package ca.portage.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code simulator.pid} of a home: there while its gateway listens. */
final class SimulatorPid {
  private static final String NAME = "simulator.pid";

  private SimulatorPid() {}

  static void write(Path home) throws IOException {
    Path whole =
        Files.writeString(home.resolve(NAME + ".tmp"), ProcessHandle.current().pid() + "\n");
    Files.move(whole, home.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(Path home) throws IOException {
    Files.deleteIfExists(home.resolve(NAME));
  }

  static Optional<Long> read(Path home) throws IOException {
    try {
      return Optional.of(Long.valueOf(Files.readString(home.resolve(NAME)).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
