package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.Trust;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose signature is the gateway's: by certificate, or by name whatever it renewed to. */
class BelievableTest {
  private static final TestAuthority CA = TestAuthority.create("Root", Clock.systemUTC());
  private static final X509Certificate FORMER = signer("cn=GW+serialNumber=1,o=GC");
  private static final X509Certificate RENEWED = signer("cn=GW+serialNumber=1,o=GC");
  private static final X509Certificate STRANGER = signer("cn=Broker,o=GC");
  private static final DistinguishedName NAME =
      DistinguishedName.parse("serialNumber=1+CN=gw, O=gc");

  private static X509Certificate signer(String name) {
    return CA.issue(TestAuthority.Purpose.SIGNING, name).certificate();
  }

  private static Believable of(Set<X509Certificate> certificates, Set<DistinguishedName> names) {
    return new Believable(List.of(Trust.of(CA.certificate())), certificates, names);
  }

  @Test
  void aNameAloneKeepsOthersOfTheSameAuthorityOut() {
    Believable named = of(Set.of(), Set.of(NAME));
    assertThat(named.expects(FORMER)).isTrue();
    assertThat(named.expects(STRANGER)).isFalse();
    assertThat(of(Set.of(), Set.of()).expects(STRANGER)).as("control: nobody is named").isTrue();
  }

  @Test
  void aNameBesideACertificateTakesWhatTheGatewayRenewedItsCertificateTo() {
    assertThat(of(Set.of(FORMER), Set.of(NAME)).expects(RENEWED)).isTrue();
    assertThat(of(Set.of(FORMER), Set.of()).expects(RENEWED)).as("control").isFalse();
  }
}
