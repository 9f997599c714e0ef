package ca.portage.pki.cmp;

import ca.portage.pki.cmp.Framing.Frame;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** A CA on a port of this machine, one connection at a time. */
public final class TcpCa implements AutoCloseable {
  /** What it answers to a frame. */
  @FunctionalInterface
  interface Answers {
    Frame to(Frame frame) throws Exception;
  }

  private final ServerSocket server;
  private final Thread thread;

  TcpCa(Framing framing, Answers answers) throws IOException {
    this(framing, Optional.of(answers), new byte[0]);
  }

  /** One that answers the same bytes to everything. */
  static TcpCa raw(byte[] bytes) throws IOException {
    return new TcpCa(Framing.RFC2510, Optional.empty(), bytes);
  }

  private TcpCa(Framing framing, Optional<Answers> answers, byte[] bytes) throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    thread = new Thread(() -> serve(framing, answers, bytes), "tcp-ca");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  private void serve(Framing framing, Optional<Answers> answers, byte[] bytes) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        Frame frame =
            Framing.read(new DataInputStream(socket.getInputStream()), CmpTransport.MAX_BYTES);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        if (answers.isPresent()) {
          framing.write(out, answers.get().to(frame));
        } else {
          out.write(bytes);
        }
      } catch (Exception e) {
        if (!server.isClosed()) {
          throw new AssertionError("the CA of the test failed", e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
