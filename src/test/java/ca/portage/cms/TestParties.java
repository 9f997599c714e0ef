package ca.portage.cms;

import java.security.cert.X509Certificate;

/** The test parties for the tests of the component, which lives in a package of its own. */
public final class TestParties {
  private TestParties() {}

  /** The key and certificate of the broker. */
  public static DecryptionKey broker() {
    return Party.BROKER.decryption();
  }

  /** The key and certificate of the gateway. */
  public static DecryptionKey gateway() {
    return Party.GATEWAY.decryption();
  }

  /** A self-signed authority. */
  public static X509Certificate authority() {
    return Party.AUTHORITY.certificate();
  }

  /** A signer whose certificate the authority issued. */
  public static DecryptionKey issuedByAuthority() {
    return Party.ISSUED.decryption();
  }
}
