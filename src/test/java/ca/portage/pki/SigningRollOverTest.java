package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.KeyPlace;
import ca.portage.config.SigningTerm;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key signs at a time, of keys that lie in two files. */
class SigningRollOverTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant SWITCH = Instant.parse("2026-03-20T00:00:00Z");
  private static final char[] PASSWORD = "password".toCharArray();
  private static final TestAuthority AUTHORITY =
      TestAuthority.create("Root", Clock.fixed(NOW, ZoneOffset.UTC));
  private static final Issued OLD =
      AUTHORITY.issue(Purpose.SIGNING, "cn=old", Duration.ofDays(-300), Duration.ofDays(30));
  private static final Issued NEXT =
      AUTHORITY.issue(Purpose.SIGNING, "cn=next", Duration.ofDays(10), Duration.ofDays(400));
  private static final Issued FORMER_ENCRYPTION =
      AUTHORITY.issue(Purpose.ENCRYPTION, "cn=e1", Duration.ofDays(-300), Duration.ofDays(-1));
  private static final Issued ENCRYPTION = AUTHORITY.issue(Purpose.ENCRYPTION, "cn=e2");

  @TempDir static Path folder;
  private static List<OpenedKeys> stores;

  @BeforeAll
  static void write() throws Exception {
    Path first = folder.resolve("2025.p12");
    Path second = folder.resolve("2026.p12");
    TestAuthority.writePkcs12(first, PASSWORD, Map.of("old", OLD, "e1", FORMER_ENCRYPTION));
    TestAuthority.writePkcs12(second, PASSWORD, Map.of("next", NEXT, "e2", ENCRYPTION));
    stores = List.of(open(first), open(second));
  }

  private static OpenedKeys open(Path file) throws PkiException {
    return OpenedKeys.open(new KeyPlace.File(file), PASSWORD);
  }

  @Test
  void theNewKeySignsFromItsDateOnToTheSecond() throws Exception {
    KeyRing ring = ring(NOW, always("old"), from("next", SWITCH));

    assertThat(alias(ring, NOW)).isEqualTo("old");
    assertThat(alias(ring, SWITCH.minusSeconds(1))).isEqualTo("old");
    assertThat(alias(ring, SWITCH)).isEqualTo("next");
    assertThat(alias(ring, SWITCH.plus(Duration.ofDays(100)))).isEqualTo("next");
    assertThat(ring.signer(SWITCH).chain()).isEqualTo(NEXT.chain());
  }

  @Test
  void aNewKeyWhoseCertificateIsNotValidYetLeavesTheOldOneToSign() throws Exception {
    Instant early = NOW.plus(Duration.ofDays(5));
    KeyRing ring = ring(NOW, always("old"), from("next", early));

    assertThat(alias(ring, early)).isEqualTo("old");
    assertThat(alias(ring, NOW.plus(Duration.ofDays(11)))).isEqualTo("next");
  }

  @Test
  void aKeyBetweenTheEndOfOneAndTheDateOfTheNextIsNotInvented() throws Exception {
    Instant late = NOW.plus(Duration.ofDays(40));
    KeyRing ring = ring(NOW, always("old"), from("next", late));

    assertThatThrownBy(() -> ring.signer(late.minusSeconds(1)))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("alias 'old' cannot sign");
    assertThat(alias(ring, late)).isEqualTo("next");
  }

  /** Else the watch would take the next key for a successor that goes on in time. */
  @Test
  void aKeyIsGoodFromTheDateOnFromWhichItSignsAndNotBeforeItsCertificateIs() throws Exception {
    Instant early = NOW.plus(Duration.ofDays(5));
    Instant late = NOW.plus(Duration.ofDays(40));

    assertThat(ring(NOW, always("old"), from("next", late)).signers().get(1).lifetime().from())
        .isEqualTo(late);
    assertThat(ring(NOW, always("old"), from("next", early)).signers().get(1).lifetime().from())
        .isEqualTo(NEXT.certificate().getNotBefore().toInstant());
  }

  @Test
  void aListWhoseFirstKeySignsOnlyLaterIsRefusedWithItsDate() {
    assertThatThrownBy(() -> ring(NOW, from("next", SWITCH)).signer(NOW))
        .isInstanceOf(PkiException.class)
        .hasMessageContainingAll("no key signs yet", SWITCH.toString());
  }

  @Test
  void decryptionKeysOfEveryFileOpenLateMessages() throws Exception {
    assertThat(ring(NOW, always("old")).decryption())
        .extracting(KeyRing.Entry::certificate)
        .containsExactly(ENCRYPTION.certificate(), FORMER_ENCRYPTION.certificate());
  }

  @Test
  void anAliasThatNoFileHasNamesThoseOfAllFiles() {
    assertThatThrownBy(() -> ring(NOW, always("nxet")))
        .hasMessageContainingAll("2025.p12 and ", "2026.p12 have no key", "e1, e2, next, old");
  }

  @Test
  void ofTwoValidKeysUnderOneAliasTheOneWhoseUsagePeriodHasNotEndedSigns() throws Exception {
    Issued longer =
        AUTHORITY.issue(Purpose.SIGNING, "cn=a", Duration.ofDays(-5), Duration.ofDays(400));
    Issued newerButOver =
        AUTHORITY
            .withKeyLife(Duration.ofDays(-1))
            .issue(Purpose.SIGNING, "cn=b", Duration.ofDays(-3), Duration.ofDays(400));
    Path file = folder.resolve("namesakes.p12");
    NamesakeKeyStore.write(file, PASSWORD, "user", longer, newerButOver);
    KeyRing ring = KeyRing.of(List.of(open(file)), List.of(always("user")), List.of(), NOW);

    assertThat(ring.signer(NOW).entry().certificate()).isEqualTo(longer.certificate());
    assertThat(UsagePeriod.end(newerButOver.certificate()))
        .isEqualTo(NOW.minus(Duration.ofDays(1)));
    assertThat(UsagePeriod.end(longer.certificate()))
        .isEqualTo(longer.certificate().getNotAfter().toInstant());
  }

  @Test
  void aKeyWhoseUsagePeriodIsOverStillSignsWhenThereIsNoOther() throws Exception {
    Issued over =
        AUTHORITY
            .withKeyLife(Duration.ofDays(-1))
            .issue(Purpose.SIGNING, "cn=b", Duration.ofDays(-3), Duration.ofDays(400));
    Path file = folder.resolve("over.p12");
    TestAuthority.writePkcs12(file, PASSWORD, Map.of("s", over));

    assertThat(alias(KeyRing.of(List.of(open(file)), List.of(always("s")), List.of(), NOW), NOW))
        .isEqualTo("s");
  }

  private static KeyRing ring(Instant now, SigningTerm... terms) throws PkiException {
    return KeyRing.of(stores, List.of(terms), List.of("e2", "e1"), now);
  }

  private static SigningTerm always(String alias) {
    return SigningTerm.always(alias);
  }

  private static SigningTerm from(String alias, Instant from) {
    return new SigningTerm(alias, Optional.of(from));
  }

  private static String alias(KeyRing ring, Instant at) throws PkiException {
    return ring.signer(at).entry().alias();
  }
}
