package ca.portage.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The limit of open files of a running process (Linux). */
final class DescriptorLimit {
  private final Path process;
  private final long pid;
  private final String before;

  DescriptorLimit(long pid) throws IOException {
    this.pid = pid;
    this.process = Path.of("/proc", Long.toString(pid));
    this.before =
        Files.readAllLines(process.resolve("limits")).stream()
            .filter(line -> line.startsWith("Max open files"))
            .map(line -> line.replaceFirst("Max open files *(\\d+).*", "$1"))
            .findFirst()
            .orElseThrow();
  }

  /** Leaves the process with the descriptors it has: an open works only in place of another. */
  void exhaust() throws Exception {
    List<Integer> used;
    try (Stream<Path> links = Files.list(process.resolve("fd"))) {
      used =
          links
              .map(link -> Integer.valueOf(link.getFileName().toString()))
              .sorted(Comparator.naturalOrder())
              .toList();
    }
    int free = 0;
    while (free < used.size() && used.get(free) == free) {
      free++;
    }
    set(Integer.toString(free));
  }

  /** Below every descriptor but the first three: none can be opened, whatever is closed. */
  void exhaustWithoutReserve() throws Exception {
    set("3");
  }

  void restore() throws Exception {
    set(before);
  }

  private void set(String limit) throws Exception {
    Mount.run("prlimit", "--pid", Long.toString(pid), "--nofile=" + limit + ":");
  }
}
