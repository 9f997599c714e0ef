package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of one environment is used in another (CIG O-05). */
class EnvironmentsTest {
  private static final String PROD =
      "cn=Prod CCRA-ADRC GW+serialNumber=100062,ou=EQUIP,ou=EXTERN,ou=%s,o=GC,c=CA";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"cig-2026", "cig-2008"})
  void theShippedProfilesKnowBothSpellingsOfBothGateways(String profile) throws Exception {
    Environments known = new TestHome(folder).loader().profile(profile).environments();
    for (String ou : List.of("CCRA-ADRC", "CCRA-DRC", "CCRA-NEW")) {
      DistinguishedName prod = DistinguishedName.parse(PROD.formatted(ou));
      assertThat(known.foreign("OPS", prod)).contains("PROD");
      assertThat(known.foreign("RTR1", prod)).contains("PROD");
      assertThat(known.foreign("PROD", prod)).isEmpty();
      assertThat(known.foreign("prod", prod)).isEmpty();
    }
    assertThat(known.serialNumbers("PROD")).containsExactly("100062");
    assertThat(known.serialNumbers("OPS")).containsExactly("100063");
    assertThat(known.serialNumbers("RTR1")).isEmpty();
  }

  @Test
  void aNameThatNobodyKnowsIsNobodysElse() {
    Environments known =
        new Environments(Map.of("A", List.of(DistinguishedName.parse("cn=a,c=CA"))));
    assertThat(known.foreign("B", DistinguishedName.parse("cn=b,c=CA"))).isEmpty();
    assertThat(known.foreign("B", DistinguishedName.parse("CN=A,C=ca"))).contains("A");
  }

  @ParameterizedTest
  @CsvSource({"OPS,true", "RTR1,true", "PROD,false"})
  void aChannelThatNamesTheGatewayOfAnotherEnvironmentIsRefused(String environment, boolean refused)
      throws Exception {
    String text =
        TestHome.SMALLEST_CHANNEL.replace("RTR1", environment)
            + "directory:\n  url: ldap://d.example\n  entry: %s\n"
                .formatted(PROD.formatted("CCRA-DRC"));
    TestHome home = new TestHome(folder).channel("cig", text);
    if (refused) {
      assertThat(home.problems())
          .hasSize(1)
          .first()
          .asString()
          .contains("cig.yaml:14", "'directory' names CN=Prod", "the gateway of PROD", environment);
    } else {
      assertThat(home.loader().channels()).hasSize(1);
    }
  }

  @Test
  void aSignerOfAnotherEnvironmentIsRefusedToo() {
    String signer = "  signer: " + PROD.formatted("CCRA-ADRC");
    TestHome home =
        new TestHome(folder)
            .channel(
                "cig",
                TestHome.SMALLEST_CHANNEL.replace(
                    "  signing: config/keys/gateway-signing.pem", signer));
    assertThat(home.problems()).hasSize(1).first().asString().contains("'gateway' names CN=Prod");
  }
}
