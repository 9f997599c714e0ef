package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** One renewal by a client whose key was made beforehand, and what was kept on its way. */
final class Renewal implements KeyUpdate.Keeping {
  static final String CLIENT = "cn=Broker+serialNumber=42,ou=EQUIP,o=GC,c=CA";

  final List<String> kept = new ArrayList<>();
  final List<Duration> waited = new ArrayList<>();
  private final KeyPair own;
  private final X509Certificate old;
  private final KeyPair fresh;

  Renewal(KeyPair own, X509Certificate old, KeyPair fresh) {
    this.own = own;
    this.old = old;
    this.fresh = fresh;
  }

  List<X509Certificate> with(CmpTransport transport, X500Principal authority, Trust trust)
      throws PkiException {
    long[] nanos = {0};
    Patience patience =
        new Patience(
            Duration.ofMinutes(1),
            () -> nanos[0],
            time -> {
              nanos[0] += time.toNanos();
              waited.add(time);
            });
    return new KeyUpdate(
            new KeyUpdate.Speaker(own.getPrivate(), List.of(old)),
            new KeyUpdate.Authority(transport, authority, trust),
            () -> fresh,
            patience,
            Clock.systemUTC(),
            new SecureRandom())
        .renew(old, this);
  }

  @Override
  public void made(KeyPair pair) {
    kept.add("made");
  }

  @Override
  public void issued(KeyPair pair, List<X509Certificate> chain) {
    kept.add("issued " + chain.get(0).getSerialNumber());
  }
}
