package ca.portage.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Turns single bits in files over, and back. */
final class Bits {
  private static final int RANDOM_OFFSETS = 1;

  private Bits() {}

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The first byte, the last one, the middle, and one by chance that is the same each time. */
  static List<Long> offsets(Path file) throws IOException {
    long size = Files.size(file);
    TreeSet<Long> offsets = new TreeSet<>(List.of(0L, size / 2, size - 1));
    Random random = new Random(size);
    for (int i = 0; i < RANDOM_OFFSETS; i++) {
      offsets.add((long) (random.nextDouble() * size));
    }
    return List.copyOf(offsets);
  }

  /** Turns one bit of a byte over; which one follows from the place. */
  static void flip(Path file, long offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) offset] ^= (byte) (1 << (offset % 8));
    Files.write(file, bytes);
  }
}
