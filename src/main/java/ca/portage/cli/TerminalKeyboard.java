package ca.portage.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Reads a password from the terminal into arrays that are wiped (CIG M-06). Why not {@link
 * java.io.Console}: its decoder keeps the typed bytes for as long as the process lives.
 */
final class TerminalKeyboard implements ConsolePrompt.Keyboard {
  private static final int MAX_BYTES = 1024;

  private final InputStream terminal;
  private final PrintStream screen;
  private final String settings;

  private TerminalKeyboard(InputStream terminal, PrintStream screen, String settings) {
    this.terminal = terminal;
    this.screen = screen;
    this.settings = settings;
  }

  /**
   * The terminal that standard input is; empty if it is none. Windows, and a system without {@code
   * stty}, have Java's console.
   */
  static Optional<ConsolePrompt.Keyboard> ofProcess() {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return console();
    }
    try {
      String settings = stty("-g");
      // Not System.in, which keeps what it read in a buffer.
      return settings.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new TerminalKeyboard(new FileInputStream(FileDescriptor.in), System.err, settings));
    } catch (IOException e) {
      LoggerFactory.getLogger(TerminalKeyboard.class).debug("no stty: {}", e.getMessage());
      return console();
    }
  }

  private static Optional<ConsolePrompt.Keyboard> console() {
    return Optional.ofNullable(System.console())
        .map(c -> question -> Optional.ofNullable(c.readPassword("%s", question)));
  }

  @Override
  public Optional<char[]> read(String question) {
    Thread restore = new Thread(this::echo);
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      screen.print(question);
      screen.flush();
      stty("-echo");
      return line();
    } catch (IOException e) {
      screen.println("the terminal cannot be read: " + e.getMessage());
      return Optional.empty();
    } finally {
      echo();
      screen.println();
      forget(restore);
    }
  }

  private static void forget(Thread restore) {
    try {
      Runtime.getRuntime().removeShutdownHook(restore);
    } catch (IllegalStateException e) {
      LoggerFactory.getLogger(TerminalKeyboard.class).debug("ending already: {}", e.getMessage());
    }
  }

  private void echo() {
    try {
      stty(settings);
    } catch (IOException e) {
      screen.println("the terminal shows nothing that is typed; 'stty echo' mends that");
    }
  }

  private Optional<char[]> line() throws IOException {
    byte[] bytes = new byte[MAX_BYTES];
    try {
      int length = 0;
      while (length < bytes.length) {
        int read = terminal.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return Optional.empty();
        }
        length += read;
        if (length > 0 && bytes[length - 1] == '\n') {
          return Optional.of(decoded(bytes, length - 1));
        }
      }
      throw new IOException("a password has at most " + (MAX_BYTES - 1) + " bytes");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** What is no text in this terminal's encoding becomes a sign that no password has. */
  private static char[] decoded(byte[] bytes, int length) {
    CharBuffer chars = Charset.forName(encoding()).decode(ByteBuffer.wrap(bytes, 0, length));
    char[] password = new char[chars.remaining()];
    chars.get(password);
    Arrays.fill(chars.array(), '\0');
    return password;
  }

  private static String encoding() {
    return System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
  }

  /** Runs {@code stty} on standard input; nothing if that is no terminal. */
  private static String stty(String argument) throws IOException {
    Process process =
        new ProcessBuilder("stty", argument)
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return process.waitFor() == 0 ? said.strip() : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
