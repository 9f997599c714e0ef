package ca.portage.simulator;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What happened to queue and record, one line an event, so that a gateway started again in the same
 * folder knows what it promised. Handed to the system at once but not forced: it survives the
 * process, not the machine.
 */
final class StateLog implements Closeable {
  private final Path file;
  private BufferedWriter writer;

  StateLog(Path file) {
    this.file = file;
  }

  /** The events so far, each as its fields; a last line that was cut is left out. */
  List<List<String>> events() throws IOException {
    return whole().lines().map(line -> List.of(line.split("\t", -1))).toList();
  }

  /**
   * Begins to write behind the last whole line; until then {@link #add} does nothing, so that
   * events can be replayed.
   */
  synchronized void open() throws IOException {
    byte[] whole = whole().getBytes(StandardCharsets.UTF_8);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(whole.length).position(whole.length);
    writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  private String whole() throws IOException {
    if (Files.notExists(file)) {
      return "";
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /**
   * Adds an event.
   *
   * @throws UncheckedIOException if it cannot be written; the request it belongs to goes unanswered
   */
  synchronized void add(String... fields) {
    if (writer == null) {
      return;
    }
    try {
      for (int i = 0; i < fields.length; i++) {
        writer.append(i == 0 ? "" : "\t").append(fields[i].replaceAll("[\\t\\r\\n]", " "));
      }
      writer.append('\n').flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator's state cannot be written to " + file, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
