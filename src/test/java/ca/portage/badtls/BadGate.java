package ca.portage.badtls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A port on loopback that plays one script after the other and counts what it is told. */
public final class BadGate implements AutoCloseable {
  /** What is done with a connection. */
  @FunctionalInterface
  public interface Script {
    void play(Socket raw, Tally tally) throws Exception;
  }

  /** What came while one script was played. */
  public static final class Tally {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong applicationBytes = new AtomicLong();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    public int connections() {
      return connections.get();
    }

    /** Bytes that came after a handshake, or through a tunnel that was never opened. */
    public long applicationBytes() {
      return applicationBytes.get();
    }

    public List<String> notes() {
      return notes;
    }

    void note(String note) {
      notes.add(note);
    }

    void heard(long bytes) {
      applicationBytes.addAndGet(bytes);
    }
  }

  private record Playing(Script script, Tally tally) {}

  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket listener;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "bad-gate");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Playing playing;

  /** Opens a port that closes every connection until it is given something to play. */
  public BadGate() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    play((raw, tally) -> {});
    threads.execute(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Plays this from the next connection on; those of before are closed. */
  public Tally play(Script script) {
    Tally tally = new Tally();
    playing = new Playing(script, tally);
    open.forEach(BadGate::hangUp);
    open.clear();
    return tally;
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket raw = listener.accept();
        Playing now = playing;
        open.add(raw);
        now.tally().connections.incrementAndGet();
        threads.execute(() -> play(raw, now));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static void play(Socket raw, Playing now) {
    try (raw) {
      raw.setSoTimeout(PATIENCE_MILLIS);
      now.script().play(raw, now.tally());
    } catch (Exception e) {
      now.tally().note(e.toString());
    }
  }

  /** Says this to whoever comes and counts what they say. */
  public static Script saying(String text) {
    return (raw, tally) -> {
      raw.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      raw.getOutputStream().flush();
      raw.getInputStream().readNBytes(16);
    };
  }

  /** A proxy that answers a CONNECT with this and counts what comes after it. */
  public static Script proxySaying(String answer) {
    return (raw, tally) -> {
      tally.note(head(raw.getInputStream()));
      raw.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      raw.getOutputStream().flush();
      tally.heard(raw.getInputStream().readAllBytes().length);
    };
  }

  /** A proxy that tunnels to a port of this machine whoever shows these credentials. */
  public Script proxyTo(int port, String authorization) {
    return (raw, tally) -> {
      String head = head(raw.getInputStream());
      tally.note(head);
      if (!head.contains("Proxy-Authorization: " + authorization + "\r\n")) {
        raw.getOutputStream()
            .write("HTTP/1.1 407 who are you\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      raw.getOutputStream().write("HTTP/1.1 200 go on\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      relay(raw, port);
    };
  }

  /** Passes everything to a port of this machine and back. */
  public Script relayTo(int port) {
    return (raw, tally) -> relay(raw, port);
  }

  private void relay(Socket raw, int port) throws Exception {
    raw.setSoTimeout(0);
    try (Socket other = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var back = threads.submit(() -> copy(other, raw));
      copy(raw, other);
      back.get();
    }
  }

  /** Copies to the end, then says so to the other side. */
  private static Void copy(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One side is gone; the other must not wait for it.
      from.close();
      to.close();
    }
    return null;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
