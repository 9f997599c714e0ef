package ca.portage.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TLS 1.3 server at the gateway's two addresses that answers by scripts, each with control over
 * every byte. A download request waits until there is a script for it; a submission is accepted
 * unless one says otherwise.
 */
final class HostileGateway implements AutoCloseable {
  private static final String PUT = "/CigWasOp/CigWas.CigWasPut0";
  private static final String GET = "/CigWasOp/CigWas.CigWasGet0";
  private static final int IDLE_SECONDS = 20;
  private static final Logger LOG = LoggerFactory.getLogger(HostileGateway.class);

  /** A script for one download request, and the Message-ID of the request that it met. */
  private record Planned(Script script, CompletableFuture<String> met) {}

  private final SSLServerSocket listener;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "hostile-gateway");
            thread.setDaemon(true);
            return thread;
          });
  private final BlockingQueue<Planned> downloads = new LinkedBlockingQueue<>();
  private final BlockingQueue<Script> submissions = new LinkedBlockingQueue<>();
  private final List<Taken> submitted = new CopyOnWriteArrayList<>();
  private final List<String> strays = new CopyOnWriteArrayList<>();

  HostileGateway(SSLContext tls) throws IOException {
    listener =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    listener.setEnabledProtocols(new String[] {"TLSv1.3"});
    threads.execute(this::accept);
  }

  URI submit() {
    return URI.create("https://localhost:" + listener.getLocalPort() + PUT);
  }

  URI collect() {
    return URI.create("https://localhost:" + listener.getLocalPort() + GET);
  }

  /** An address of ours that nobody was told of, for whoever obeys what an answer says. */
  URI stray() {
    return URI.create("https://localhost:" + listener.getLocalPort() + "/stray");
  }

  /** Answers the next download request that has no script yet; gives its Message-ID once met. */
  CompletableFuture<String> answer(Script script) {
    Planned planned = new Planned(script, new CompletableFuture<>());
    downloads.add(planned);
    return planned.met();
  }

  /** Answers the next interchange submitted; receipts are always accepted. */
  void onInterchange(Script script) {
    submissions.add(script);
  }

  /** Everything submitted, interchanges and receipts, oldest first. */
  List<Taken> submitted() {
    return submitted;
  }

  /** The request lines of what came for another address than the two. */
  List<String> strays() {
    return strays;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) listener.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        LOG.debug("closed, or a client that hung up in the queue: {}", e.toString());
      }
    }
  }

  private void serve(SSLSocket socket) {
    try (Line line = new Line(socket)) {
      boolean open = true;
      while (open) {
        Optional<Taken> request = line.take();
        open = request.isPresent() && answer(request.get(), line);
      }
    } catch (IOException | InterruptedException e) {
      // A client may hang up in the middle of any answer; what it made of it is in its ledger.
      LOG.debug("a connection ended: {}", e.toString());
    }
  }

  private boolean answer(Taken request, Line line) throws IOException, InterruptedException {
    switch (request.path()) {
      case GET -> {
        Planned planned = downloads.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        if (planned == null) {
          return Reply.status("204 No Content").play(request, line);
        }
        try {
          return planned.script().play(request, line);
        } finally {
          planned.met().complete(request.header("Message-ID").orElseThrow());
        }
      }
      case PUT -> {
        submitted.add(request);
        Script script = request.isInterchange() ? submissions.poll() : null;
        return (script == null ? Reply.status("200 OK") : script).play(request, line);
      }
      default -> {
        strays.add(request.lines().get(0));
        return Reply.status("404 Not Found").play(request, line);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
