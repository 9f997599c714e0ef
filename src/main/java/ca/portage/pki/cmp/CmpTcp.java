package ca.portage.pki.cmp;

import ca.portage.logging.Printable;
import ca.portage.pki.PkiException;
import ca.portage.pki.cmp.Framing.Frame;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * CMP over a bare TCP connection, port 829 (CIG N-08): what Entrust authorities listen to and no
 * RFC describes since 4210. One connection for each message.
 */
public final class CmpTcp implements CmpTransport {
  private static final int MAX_ERROR_CHARS = 300;

  private final String host;
  private final int port;
  private final Framing framing;
  private final Duration timeout;
  private final Patience patience;

  /**
   * Connects to one CA.
   *
   * @param timeout for the connection, and for each silence on it
   * @param patience for a CA that says when to come back
   */
  public CmpTcp(String host, int port, Framing framing, Duration timeout, Patience patience) {
    this.host = host;
    this.port = port;
    this.framing = framing;
    this.timeout = timeout;
    this.patience = patience;
  }

  @Override
  public byte[] exchange(byte[] request) throws PkiException {
    Frame answer = ask(new Frame(Framing.REQUEST, request));
    while (answer.type() == Framing.POLL_ANSWER) {
      ByteBuffer poll = ByteBuffer.wrap(answer.value());
      if (poll.remaining() < 8) {
        throw new PkiException(ca() + " asks for patience in a form that cannot be read");
      }
      byte[] reference = new byte[4];
      poll.get(reference);
      patience.await(Duration.ofSeconds(Integer.toUnsignedLong(poll.getInt())));
      answer = ask(new Frame(Framing.POLL_REQUEST, reference));
    }
    return switch (answer.type()) {
      case Framing.ANSWER, Framing.REQUEST -> answer.value();
      case Framing.NO_ANSWER -> throw new PkiException(ca() + " ended the exchange without answer");
      case Framing.ERROR -> throw new PkiException(ca() + " refuses: " + words(answer.value()));
      default ->
          throw new PkiException(
              ca() + " answered with a frame of type " + answer.type() + ", which is unknown here");
    };
  }

  private Frame ask(Frame frame) throws PkiException {
    try (Socket socket = new Socket()) {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      framing.write(new DataOutputStream(socket.getOutputStream()), frame);
      return Framing.read(new DataInputStream(socket.getInputStream()), MAX_BYTES);
    } catch (IOException e) {
      throw new PkiException(
          ca()
              + " cannot be reached, or broke off: "
              + (e.getMessage() == null ? "the connection was closed" : e.getMessage()),
          e);
    }
  }

  private String ca() {
    return "the CA at " + host + ":" + port;
  }

  /** RFC 2510 has text alone; the draft has a type, a length and data before it. */
  private static String words(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    return Printable.text(text.substring(0, Math.min(text.length(), MAX_ERROR_CHARS)));
  }
}
