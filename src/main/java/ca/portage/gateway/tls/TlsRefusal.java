package ca.portage.gateway.tls;

/** Why no connection came about on which a message may travel, and what an admin does about it. */
public enum TlsRefusal {
  /** The server speaks no protocol version that the channel allows. */
  PROTOCOL(
      "Ask the help desk which versions the gateway speaks; TLS 1.3 is its own rule. Do not lower"
          + " tls.protocols but to find out"),
  /** No cipher suite, key exchange group or signature in common. */
  SUITE(
      "Empty tls.suites and tls.groups, in the profile and the channel, so that all that this Java"
          + " has is offered; then ask the help desk what the gateway wants"),
  /** No path to a trusted authority. */
  UNTRUSTED(
      "If the gateway has a new authority, confirm it with the help desk and put its CA certificate"
          + " into the trust folder. If you did not expect this, somebody may stand between"),
  /** A certificate of the path has ended. */
  EXPIRED("If this machine's clock is right, tell the help desk that their certificate ended"),
  /** A certificate of the path has not begun. */
  NOT_YET_VALID("Look at this machine's clock; if it is right, tell the help desk"),
  /** The certificate is for another name. */
  NAME(
      "Compare submit and collect with the addresses you were given, letter by letter. If they are"
          + " right, tell the help desk; if you reach the gateway by another name on purpose, set"
          + " tls.serverName"),
  /** An authority has revoked a certificate of the path. */
  REVOKED("Send nothing. Call the help desk"),
  /** Nobody can say whether a certificate of the path was revoked. */
  REVOCATION_UNKNOWN(
      "See that the directory can be reached, or put the authority's current revocation list there"),
  /** A key or signature of the path is weaker than the profile allows. */
  WEAK("Tell the help desk. The limit is tls.minRsaBits of the profile; SHA-1 and MD5 never count"),
  /** The certificate is not for a server, or not well-formed. */
  UNSUITABLE("Tell the help desk; the certificate is not one for a web server"),
  /** None of the pinned certificates is in the path. */
  PINNED(
      "If the help desk confirms the new certificate, put it beside the old one under tls.pins, or"
          + " take tls.pins out"),
  /** The server sent a chain that is too long to be looked at. */
  CHAIN("Tell the help desk; something other than the gateway may have answered"),
  /** The server asks who we are, and our answer does not satisfy it. */
  CLIENT_CERTIFICATE(
      "Set tls.client in the channel file to a current certificate that the gateway knows"),
  /** The proxy does not open the tunnel. */
  PROXY("See to the block proxy of the channel file, and ask whoever runs the proxy"),
  /** What answers does not speak TLS. */
  NOT_TLS("Look at the port in submit and collect, and for a proxy or a log-in page between"),
  /** The handshake failed in another way. */
  HANDSHAKE("Run 'portage check --online', which shows what the server offers");

  private final String action;

  TlsRefusal(String action) {
    this.action = action;
  }

  /** What an admin does about it; sentences. */
  public String action() {
    return action;
  }
}
