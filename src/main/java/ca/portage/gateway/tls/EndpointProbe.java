package ca.portage.gateway.tls;

import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Looks at an endpoint the way a message would travel, and sends none: first by the channel's own
 * rules; if these refuse it, once more as a client that takes anything and says nothing, to show
 * what there is and each reason against it.
 */
public final class EndpointProbe {
  /** A look is over after so many times the limit, however busy the line is. */
  private static final int WHOLE = 3;

  private final Clock clock;
  private final Map<String, String> environment;
  private final Duration limit;

  /**
   * Looks with {@code clock} for validity.
   *
   * @param environment of the process, for a proxy's credential
   * @param limit for the connection, and for each silence after; three times that for all of a look
   */
  public EndpointProbe(Clock clock, Map<String, String> environment, Duration limit) {
    this.clock = clock;
    this.environment = environment;
    this.limit = limit;
  }

  /** Looks once; whatever is found is in the answer. */
  public Probe look(Endpoint endpoint) {
    AtomicReference<TappedSocket> tapped = new AtomicReference<>();
    try (Deadline deadline = new Deadline(limit.multipliedBy(WHOLE))) {
      return look(endpoint, tapped, deadline);
    }
  }

  private Probe look(Endpoint endpoint, AtomicReference<TappedSocket> tapped, Deadline deadline) {
    try (Secured secured = line(tapped).open(endpoint, limit, deadline::closes)) {
      Sight sight = sight(secured.protocol(), secured.suite(), tapped.get(), secured.sent());
      Optional<Duration> ahead = new TimeOfDay(clock).ahead(secured.socket(), endpoint);
      return new Probe(endpoint, Optional.empty(), List.of(), Optional.of(sight), ahead);
    } catch (TlsRefusedException e) {
      if (deadline.passed()) {
        return unreached(endpoint, late());
      }
      return e.refusal() == TlsRefusal.PROXY
          ? refused(endpoint, e, Optional.empty())
          : again(endpoint, e);
    } catch (IOException e) {
      return unreached(endpoint, deadline.passed() ? late() : describe(e));
    }
  }

  private static Probe unreached(Endpoint endpoint, String why) {
    return new Probe(endpoint, Optional.of(why), List.of(), Optional.empty(), Optional.empty());
  }

  private String late() {
    return "the connection did not stand after " + limit.multipliedBy(WHOLE).toSeconds() + " s";
  }

  private Line line(AtomicReference<TappedSocket> tapped) {
    Supplier<Socket> sockets =
        () -> {
          tapped.set(new TappedSocket());
          return tapped.get();
        };
    return new Line(clock, environment, sockets);
  }

  private Probe again(Endpoint endpoint, TlsRefusedException first) {
    AtomicReference<TappedSocket> tapped = new AtomicReference<>();
    try (Deadline deadline = new Deadline(limit.multipliedBy(WHOLE));
        Socket raw = line(tapped).tunnel(endpoint, limit, deadline::closes);
        SSLSocket socket = takingAnything(raw, endpoint)) {
      socket.startHandshake();
      return refused(
          endpoint,
          first,
          Optional.of(
              sight(
                  socket.getSession().getProtocol(),
                  socket.getSession().getCipherSuite(),
                  tapped.get(),
                  Secured.sent(socket.getSession()))));
    } catch (IOException e) {
      // It does not speak with anybody; the first refusal says all there is.
      return refused(endpoint, first, Optional.empty());
    }
  }

  private SSLSocket takingAnything(Socket raw, Endpoint endpoint) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Onlooker()}, null);
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(raw, endpoint.serverName(), endpoint.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"});
      if (!ServerNames.isAddress(endpoint.serverName())) {
        parameters.setServerNames(List.of(new SNIHostName(endpoint.serverName())));
      }
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
      return socket;
    } catch (GeneralSecurityException e) {
      throw new SSLException("this Java cannot speak TLS", e);
    }
  }

  private static Sight sight(
      String protocol, String suite, TappedSocket tapped, List<X509Certificate> sent) {
    return new Sight(protocol, suite, ServerHello.group(tapped.heard()), sent);
  }

  /** The first refusal, and what else the channel would not take of what the server showed. */
  private Probe refused(Endpoint endpoint, TlsRefusedException first, Optional<Sight> sight) {
    List<TlsRefusedException> all = new ArrayList<>(List.of(first));
    sight.ifPresent(seen -> more(endpoint, seen, all));
    return new Probe(endpoint, Optional.empty(), all, sight, Optional.empty());
  }

  private void more(Endpoint endpoint, Sight sight, List<TlsRefusedException> all) {
    if (!endpoint.tls().protocols().contains(sight.protocol())) {
      add(all, TlsRefusal.PROTOCOL, sight.protocol() + " is not among tls.protocols");
    }
    List<String> suites = endpoint.tls().suites();
    if (!suites.isEmpty() && !suites.contains(sight.suite())) {
      add(all, TlsRefusal.SUITE, sight.suite() + " is not among tls.suites");
    }
    new ServerJudge(endpoint)
        .objections(sight.sent().toArray(X509Certificate[]::new), clock.instant())
        .forEach(objection -> add(all, objection.refusal(), objection.getMessage()));
  }

  private static void add(List<TlsRefusedException> all, TlsRefusal refusal, String text) {
    if (all.stream().noneMatch(each -> each.refusal() == refusal)) {
      all.add(new TlsRefusedException(refusal, text));
    }
  }

  private static String describe(IOException e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e instanceof UnknownHostException ? "the name " + text + " is not known" : text;
  }
}
