package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileProblemsTest {
  /** Every profile of these tests lacks the headers that ask for a receipt. */
  private static final String WARNING = "without a receipt no message is ever DONE";

  @TempDir Path folder;
  private TestHome home;

  @BeforeEach
  void home() {
    home = new TestHome(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "submit: {}|submit: {From: \"{sendr}\"}|'headers.submit.From' has the unknown placeholder",
        "submit: {}|submit: {From: {sender}}|text that begins with { needs quotes",
        "submit: {}|submit: {From: \"a{b\"}|has a brace that belongs to no placeholder",
        "submit: {}|submit: {From: \"a\\r\\nX: y\"}|'headers.submit.From' has a line break",
        "submit: {}|submit: {\"A\\r\\nB\": y}|is not a header name",
        "submit: {}|submit: {\"A \": y}|is not a header name",
        "submit: {}|submit: {From: x, from: y}|'headers.submit.from' is given twice",
        "collect: {}|collect: {disposition-notification-TO: x}|must not do (CIG J-06)",
        "collect: {}|collect: {Disposition-Notification-Options: x}|must not do (CIG J-06)",
        "collect: {}|collect: {Receipt-Delivery-Option: x}|must not do (CIG J-06)",
        "collect: {}|collect: {Receipt-Delivery-Options: x}|must not do (CIG J-06)",
        "receipt: {}|receipt: {Disposition-Notification-To: x}|a receipt of a receipt",
        "outcome: rejected|outcome: accepted|must be one of transient, rejected, ambiguous",
        "outcome: rejected|outcome: rejekted|did you mean 'rejected'?",
        "request:|message: {cipher: aes256cbc}$request:|did you mean 'aes-256-cbc'?",
        "request:|message: {digest: md5}$request:|must be one of sha1, sha256, sha384, sha512",
        "request:|message: {edifactType: \"a/b\\nX: y\"}$request:|must be a media type",
        "request:|http: {version: 2}$request:|'http.version' must be one of 1.0, 1.1, not '2'",
        "request:|tls: {protocols: [SSLv3]}$request:|must be one of TLSv1.2, TLSv1.3",
        "request:|tls: {protocols: []}$request:|needs at least one value",
        "request:|tls: {suites: [AES]}$request:|must be a name such as TLS_AES_256_GCM_SHA384",
        "request:|schedule: {backoff: []}$request:|needs at least one value",
        "request:|schedule: {maxAttempts: 0}$request:|must be a whole number from 1 to 1000",
        "request:|schedule: {receiptWarn: 5h}$request:|must be shorter than 'receiptOverdue'",
        "request:|timeouts: {total: 1s}$request:|'timeouts.total' must not be shorter",
        "request:|receipt: {from: \"{date}\"}$request:|may hold the placeholder {sender}",
        "request:|http: 1.1$request:|'http' must be a block of 'key: value' lines",
      })
  void aValueThatIsNotAllowedIsRefusedAndExplained(String good, String bad, String why) {
    assertThat(TestHome.SMALLEST_PROFILE).contains(good);
    home.profile(
        "p",
        TestHome.SMALLEST_PROFILE.replaceFirst(
            Pattern.quote(good), Matcher.quoteReplacement(bad.replace("$", "\n"))));
    assertThat(home.problems())
        .filteredOn(p -> !p.contains(WARNING))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("config/profiles/p.yaml:")
        .contains(why);
    assertThatThrownBy(() -> home.loader().profile("p")).isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "2OO", "600", "099", "2xx"})
  void aStatusCodeHasThreeDigits(String code) {
    home.profile(
        "p",
        TestHome.SMALLEST_PROFILE.replaceFirst(
            "collect: \\{}\n  other", "collect: {" + code + ": {}}\n  other"));
    assertThat(home.problems())
        .filteredOn(p -> !p.contains(WARNING))
        .containsExactly(
            "config/profiles/p.yaml:10: 'status.collect."
                + code
                + "' is not a status code from"
                + " 100 to 599");
  }

  @Test
  void aDownloadIsNoOutcomeOfTheSubmitUrl() {
    home.profile(
        "p",
        TestHome.SMALLEST_PROFILE.replaceFirst(
            "submit: \\{}\n  collect: \\{}\n  other",
            "submit: {200: {outcome: download, meaning: m, action: a}}\n  collect: {}\n  other"));
    assertThat(home.problems())
        .anyMatch(p -> p.contains("must be one of accepted, transient, rejected, ambiguous"));
  }

  @Test
  void aSubmitSetThatAsksForNoReceiptIsWarnedAbout() throws Exception {
    home.profile("p", TestHome.SMALLEST_PROFILE);
    assertThat(home.problems())
        .containsExactly(
            "config/profiles/p.yaml:2: warning: 'headers.submit' has 0 of the three headers that"
                + " ask for a receipt (Disposition-Notification-To,"
                + " Disposition-Notification-Options, Receipt-Delivery-Option); without a receipt"
                + " no message is ever DONE");
    assertThat(home.loader().profile("p").name()).isEqualTo("p");
  }

  @Test
  void tlsBelow13IsWarnedAbout() {
    home.profile("p", TestHome.SMALLEST_PROFILE + "tls: {protocols: [TLSv1.3, TLSv1.2]}\n");
    assertThat(home.problems()).anyMatch(p -> p.contains("'tls.protocols' allows TLSv1.2"));
  }

  @Test
  void anUnknownProfileNamesThoseThatExist() {
    assertThatThrownBy(() -> home.loader().profile("cig-2062"))
        .hasMessage(
            "config/profiles: has no profile 'cig-2062', did you mean 'cig-2008'?"
                + " Profiles there: cig-2008, cig-2026");
  }

  @Test
  void aChannelIsNotLoadedWithABrokenProfile() {
    home.profile("broken", "message: {digest: md5}\n");
    home.channel("cig", TestHome.SMALLEST_CHANNEL.replace("cig-2026", "broken"));
    assertThatThrownBy(() -> home.loader().channels())
        .hasMessageContaining("config/profiles/broken.yaml:1: 'message.digest' must be one of");
  }

  @Test
  void aFileNameThatCannotBeAnIdIsRefused() {
    home.profile("a b", TestHome.SMALLEST_PROFILE);
    assertThat(home.problems())
        .containsExactly(
            "config/profiles/a b.yaml: is not a usable file name: letters, digits, -"
                + " and _ before .yaml");
  }
}
