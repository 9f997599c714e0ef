package ca.portage.badtls;

import ca.portage.badtls.BadGate.Script;
import java.io.DataInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** Scripts of a TLS server. */
public final class TlsScripts {
  private TlsScripts() {}

  /** A server of TLS 1.3 with this certificate, which keeps what it hears to itself. */
  public static Script server(Minted identity) throws Exception {
    return server(
        identity, List.of(), socket -> socket.setEnabledProtocols(new String[] {"TLSv1.3"}));
  }

  /** The same, changed before each handshake. */
  public static Script server(Minted identity, Consumer<SSLSocket> change) throws Exception {
    return server(identity, List.of(), change);
  }

  /** A server that wants a certificate of one of these authorities. */
  public static Script demanding(Minted identity, X509Certificate... authorities) throws Exception {
    return server(identity, List.of(authorities), socket -> socket.setNeedClientAuth(true));
  }

  private static Script server(
      Minted identity, List<X509Certificate> authorities, Consumer<SSLSocket> change)
      throws Exception {
    SSLContext context = context(identity, authorities);
    return (raw, tally) -> {
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(raw, null, true)) {
        change.accept(socket);
        socket.startHandshake();
        tally.note(socket.getSession().getProtocol());
        byte[] buffer = new byte[4096];
        for (int n = socket.getInputStream().read(buffer);
            n >= 0;
            n = socket.getInputStream().read(buffer)) {
          tally.heard(n);
        }
      }
    };
  }

  /** Begins so, and then says one byte every tenth of a second for as long as somebody listens. */
  public static Script dripping(byte[] begin) {
    return (raw, tally) -> drip(raw.getOutputStream(), begin, tally);
  }

  /** A server of TLS 1.3 whose answer drips. */
  public static Script drippingAnswer(Minted identity) throws Exception {
    SSLContext context = context(identity, List.of());
    return (raw, tally) -> {
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(raw, null, true)) {
        socket.startHandshake();
        drip(socket.getOutputStream(), "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII), tally);
      }
    };
  }

  private static void drip(OutputStream out, byte[] begin, BadGate.Tally tally) throws Exception {
    out.write(begin);
    while (!Thread.currentThread().isInterrupted()) {
      out.write('1');
      out.flush();
      tally.note("dripped");
      Thread.sleep(100);
    }
  }

  /** Takes down the types of the extensions of a client's first words, and closes. */
  public static Script listening() {
    return (raw, tally) -> {
      DataInputStream in = new DataInputStream(raw.getInputStream());
      in.readNBytes(3);
      byte[] record = in.readNBytes(in.readUnsignedShort());
      tally.note(HexFormat.of().formatHex(record));
    };
  }

  /** The types of the extensions of a client's hello that was taken down. */
  public static List<Integer> extensions(String hex) {
    byte[] hello = HexFormat.of().parseHex(hex);
    int at = 4 + 2 + 32;
    at += 1 + (hello[at] & 0xff);
    at += 2 + unsigned(hello, at);
    at += 1 + (hello[at] & 0xff);
    int end = at + 2 + unsigned(hello, at);
    at += 2;
    List<Integer> types = new ArrayList<>();
    while (at < end) {
      types.add(unsigned(hello, at));
      at += 4 + unsigned(hello, at + 2);
    }
    return types;
  }

  private static int unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static SSLContext context(Minted identity, List<X509Certificate> authorities)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {new Brazen(identity)}, trust(authorities), new SecureRandom());
    return context;
  }

  /** Shows what it was given, however weak, long or wrong. */
  private static final class Brazen extends X509ExtendedKeyManager {
    private final Minted identity;

    Brazen(Minted identity) {
      this.identity = identity;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return type.equals("RSA") ? "s" : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.key();
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {"s"};
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return null;
    }
  }

  private static TrustManager[] trust(List<X509Certificate> authorities) throws Exception {
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate each : authorities) {
      store.setCertificateEntry(each.getSerialNumber().toString(), each);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }
}
