package ca.portage.gateway.tls;

import ca.portage.pki.ClientIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Answers a server that asks who we are, and remembers that it asked: under TLS 1.3 our side of the
 * handshake is over before the server has judged the answer (RFC 8446 §4.4.2; reliability C10).
 */
final class ClientAnswer extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final Optional<ClientIdentity> identity;
  private volatile boolean asked;

  ClientAnswer(Optional<ClientIdentity> identity) {
    this.identity = identity;
  }

  /** Whether the server asked. */
  boolean asked() {
    return asked;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return choose(keyTypes);
  }

  @Override
  public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    return choose(keyTypes);
  }

  private String choose(String[] keyTypes) {
    asked = true;
    return identity
        .filter(own -> Arrays.asList(keyTypes).contains(own.key().getAlgorithm()))
        .map(own -> ALIAS)
        .orElse(null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity.map(own -> own.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity.map(ClientIdentity::key).orElse(null);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return identity.isPresent() ? new String[] {ALIAS} : new String[0];
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
