package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in {@code config/} of the bundle. */
class ShippedFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "channels/cig.yaml, channel",
    "profiles/cig-2026.yaml, profile",
    "profiles/cig-2008.yaml, profile"
  })
  void eachShippedFileIsValidByItsSchemaAndNamesIt(String file, String schema) throws Exception {
    Path path = TestHome.SHIPPED.resolve(file);
    assertThat(JsonSchemas.validate(schema, path)).isEmpty();
    assertThat(Files.readAllLines(path).get(0))
        .isEqualTo("# yaml-language-server: $schema=../schema/" + schema + ".schema.json");
  }

  @Test
  void theExampleChannelIsInert() throws Exception {
    TestHome home = new TestHome(folder).channel("cig", example());
    assertThat(home.loader().channels()).isEmpty();
    assertThat(home.problems()).isEmpty();
  }

  @Test
  void theExampleChannelLoadsOnceItIsSwitchedOn() throws Exception {
    String on = example().replace("enabled: false", "enabled: true");
    TestHome home = new TestHome(folder).channel("cig", on);
    assertThat(home.problems()).isEmpty();
    assertThat(home.loader().channel("cig").environment()).isEqualTo("RTR1");
  }

  @Test
  void theExampleChannelLoadsWithTheLinesOfTheDirectoryAndTheSignersNameToo() throws Exception {
    String on =
        example()
            .replace("enabled: false", "enabled: true")
            .replaceAll(
                "(?m)^# (  signer:|directory:|  url: ldap:|  entry:|  refresh:|  keep:)", "$1");
    TestHome home = new TestHome(folder).channel("cig", on);
    assertThat(home.problems()).isEmpty();
    Channel channel = home.loader().channel("cig");
    assertThat(channel.gateway().signer()).hasSize(1);
    assertThat(channel.directory()).isPresent();
  }

  @Test
  void everyKeyOfTheExampleChannelIsExplainedOnItsLine() throws Exception {
    assertThat(example().lines().filter(l -> !l.isBlank() && !l.startsWith("#")))
        .allMatch(l -> l.contains(" # "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cig-2026", "cig-2008"})
  void aShippedProfileSpellsOutEveryKeyThatHasADefault(String name) throws Exception {
    JsonNode file = JsonSchemas.yaml(TestHome.SHIPPED.resolve("profiles/" + name + ".yaml"));
    JsonNode schema = JsonSchemas.schema("profile");
    for (String block :
        List.of("http", "tls", "timeouts", "message", "policy", "receipt", "schedule")) {
      assertThat(file.get(block).fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(
              JsonSchemas.names(schema.get("properties").get(block).get("properties")));
    }
    for (String direction : List.of("/policy/send", "/policy/receive")) {
      assertThat(file.at(direction).fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(
              JsonSchemas.names(
                  schema
                      .at("/properties" + direction.replaceAll("/(send|receive)", "/properties/$1"))
                      .get("properties")));
    }
  }

  @Test
  void cig2026SendsTheHeadersOfFigure3InStandardSpelling() throws Exception {
    Profile profile = new TestHome(folder).loader().profile("cig-2026");
    assertThat(profile.headers(RequestKind.SUBMIT))
        .containsExactly(
            new HeaderTemplate("From", "{sender}"),
            new HeaderTemplate("Accept", "application/pkcs7-mime; text/plain"),
            new HeaderTemplate("Date", "{date}"),
            new HeaderTemplate("Content-Type", "application/pkcs7-mime"),
            new HeaderTemplate("MIME-Version", "1.0"),
            new HeaderTemplate("Message-ID", "{messageId}"),
            new HeaderTemplate("Disposition-Notification-To", "{sender}"),
            new HeaderTemplate(
                "Disposition-Notification-Options",
                "signed-receipt-protocol=required, pkcs7-signature;"
                    + " signed-receipt-micalg=required, {digest}"),
            new HeaderTemplate("Receipt-Delivery-Option", "{collect}"),
            new HeaderTemplate("Content-Length", "{length}"));
  }

  @Test
  void cig2008SpellsTheHeadersAsItsFigureDoes() throws Exception {
    Profile profile = new TestHome(folder).loader().profile("cig-2008");
    assertThat(profile.headers(RequestKind.SUBMIT))
        .extracting(HeaderTemplate::name)
        .containsExactly(
            "From",
            "Accept",
            "Date",
            "Content-Type",
            "Mime-Version",
            "Message-id",
            "Disposition-notification-to",
            "Disposition-notification-options",
            "Receipt-delivery-option",
            "Content-Length");
    assertThat(profile.message().cipher()).isEqualTo("3des");
    assertThat(profile.http().version()).isEqualTo("1.1");
  }

  @Test
  void cig2008SpeaksHttp10AfterOneWordIsChanged() throws Exception {
    TestHome home = new TestHome(folder);
    String text = Files.readString(home.home.profiles().resolve("cig-2008.yaml"));
    home.profile("old", text.replaceFirst("version: \"1.1\"", "version: \"1.0\""));
    assertThat(home.loader().profile("old").http().version()).isEqualTo("1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cig-2026", "cig-2008"})
  void onlyAnInterchangeAsksForAReceipt(String name) throws Exception {
    Profile profile = new TestHome(folder).loader().profile(name);
    assertThat(profile.headers(RequestKind.SUBMIT).stream().filter(h -> h.asksForReceipt()))
        .hasSize(3);
    assertThat(profile.headers(RequestKind.RECEIPT)).noneMatch(HeaderTemplate::asksForReceipt);
    assertThat(profile.headers(RequestKind.COLLECT)).noneMatch(HeaderTemplate::asksForReceipt);
  }

  @ParameterizedTest
  @CsvSource({
    "200, ACCEPTED, DOWNLOAD",
    "201, REJECTED, REJECTED",
    "202, REJECTED, REJECTED",
    "204, REJECTED, EMPTY",
    "205, REJECTED, EMPTY",
    "301, REJECTED, REJECTED",
    "302, REJECTED, REJECTED",
    "307, REJECTED, REJECTED",
    "308, REJECTED, REJECTED",
    "400, REJECTED, REJECTED",
    "401, REJECTED, REJECTED",
    "403, REJECTED, REJECTED",
    "404, REJECTED, REJECTED",
    "408, TRANSIENT, TRANSIENT",
    "418, REJECTED, REJECTED",
    "425, TRANSIENT, TRANSIENT",
    "429, TRANSIENT, TRANSIENT",
    "500, AMBIGUOUS, AMBIGUOUS",
    "501, REJECTED, REJECTED",
    "502, AMBIGUOUS, AMBIGUOUS",
    "503, TRANSIENT, TRANSIENT",
    "504, AMBIGUOUS, AMBIGUOUS",
    "599, REJECTED, REJECTED"
  })
  void bothProfilesReadStatusCodesAlike(int code, Outcome submit, Outcome collect)
      throws Exception {
    for (String name : List.of("cig-2026", "cig-2008")) {
      StatusTable table = new TestHome(folder.resolve(name)).loader().profile(name).status();
      assertThat(table.submit(code).outcome()).isEqualTo(submit);
      assertThat(table.collect(code).outcome()).isEqualTo(collect);
      assertThat(table.submit(code).code()).isEqualTo(code);
      assertThat(table.submit(code).meaning()).isNotBlank();
      assertThat(table.collect(code).action()).isNotBlank();
    }
  }

  private static String example() throws Exception {
    return Files.readString(TestHome.SHIPPED.resolve("channels/cig.yaml"));
  }
}
