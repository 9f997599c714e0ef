package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelProblemsTest {
  @TempDir Path folder;
  private TestHome home;

  @BeforeEach
  void home() {
    home = new TestHome(folder);
  }

  @Test
  void anUnknownKeyNamesFileLineNearestKeyAndWhatIsAllowed() {
    home.channel("cig", TestHome.SMALLEST_CHANNEL + "quite: 2s\n");
    assertThat(home.problems())
        .containsExactly(
            "config/channels/cig.yaml:14: unknown key 'quite', did you mean 'quiet'? Allowed here:"
                + " cmp, collect, directory, enabled, environment, gateway, identity, inbox,"
                + " interchange, outbox, poll, profile, proxy, quiet, retention, revocation,"
                + " sender, submit, tls, trust");
  }

  @Test
  void anUnknownKeyInsideABlockNamesTheBlock() {
    home.channel("cig", TestHome.SMALLEST_CHANNEL.replace("  signing: signing", "  singing: s"));
    assertThat(home.problems())
        .containsExactly(
            "config/channels/cig.yaml:6: the key 'identity.signing' is missing",
            "config/channels/cig.yaml:8: unknown key 'singing' in 'identity', did you mean"
                + " 'signing'? Allowed here: decryption, keystore, password, signing");
  }

  @Test
  void allProblemsOfAFileAreToldAtOnce() {
    home.channel("cig", "poll: soon\nsubmit: http://x.example/\ncolect: y\npoll: 1s\n");
    assertThatThrownBy(() -> home.loader().channels())
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> {
              assertThat(e.problems()).hasSize(11).allMatch(Problem::isError);
              assertThat(e.file()).isEqualTo(home.home.channels().resolve("cig.yaml"));
              assertThat(e.line()).isEqualTo(1);
            })
        .hasMessageContainingAll(
            "cig.yaml:1: 'poll' must be a length of time such as 500ms, 2s, 5m, 4h or 30d, not"
                + " 'soon'",
            "cig.yaml:2: 'submit' must begin with https://",
            "cig.yaml:3: unknown key 'colect', did you mean 'collect'?",
            "cig.yaml:4: 'poll' is given twice, first on line 1; keep one",
            "cig.yaml:1: the key 'profile' is missing",
            "cig.yaml:1: the key 'environment' is missing",
            "cig.yaml:1: the key 'sender' is missing",
            "cig.yaml:1: the key 'collect' is missing",
            "cig.yaml:1: the key 'identity' is missing",
            "cig.yaml:1: the key 'gateway' is missing",
            "cig.yaml:1: the key 'trust' is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poll: 60s|poll: 0s|is too short: 0s",
        "poll: 60s|poll: 60|'poll' must be a length of time",
        "poll: 60s|poll: [60s]|'poll' must be one value, not a list",
        "poll: 60s|poll: {a: b}|'poll' must be one value, not a block",
        "poll: 60s|poll:|'poll' has no value",
        "poll: 60s|interchange: edifakt|must be one of any, edifact, cadex, not 'edifakt', did you",
        "poll: 60s|enabled: yes|'enabled' must be one of true, false, not 'yes'",
        "poll: 60s|inbox: ../elsewhere|'inbox' ../elsewhere leads outside the home",
        "poll: 60s|outbox: /etc|'outbox' /etc leads outside the home",
        "poll: 60s|outbox: \"a\\0b\"|'outbox' holds a line break or another control character",
        "poll: 60s|inbox: outbox/cig/in|the inbox of channel cig must be two folders",
        "profile: cig-2026|profile: cig-2025|names no file of config/profiles, did you mean 'cig-20",
        "sender: edi@broker.example|sender: Edi <edi@b.example>|must be one mail address without <",
        "sender: edi@broker.example|sender: \"a@b\\r\\nBcc: x@y\"|'sender' must be one mail address",
        "environment: RTR1|environment: test 1|must be one word such as RTR1 or PROD",
        "submit: https://gateway.example/Put0|submit: https:///Put0|'submit'",
        "submit: https://gateway.example/Put0|submit: https://a:b@c.example/|neither a user",
        "submit: https://gateway.example/Put0|submit: https://c.example/ x|is not a URL",
        "collect: https://gateway.example/Get0|collect: https://gateway.example/Put0|the same URL",
        "decryption: [encryption]|decryption: []|'identity.decryption' needs at least one value",
        "signing: signing|signing: signing$  password: hunter2|must be prompt, file:PATH or cred",
        "signing: signing|signing: signing$  password: file:../p|leads outside the home",
        "signing: signing|signing: signing$  password: credential:a/b|must be prompt, file:PATH",
      })
  void aValueThatIsNotAllowedIsRefusedAndExplained(String good, String bad, String why) {
    String text = (TestHome.SMALLEST_CHANNEL + "poll: 60s\n");
    assertThat(text).contains(good);
    home.channel("cig", text.replace(good, bad.replace("$", "\n")));
    assertThat(home.problems()).hasSize(1).first().asString().contains(why);
  }

  @Test
  void aMistakenPasswordIsNeverRepeated() {
    home.channel(
        "cig", TestHome.SMALLEST_CHANNEL.replace("g: signing", "g: signing\n  password: hunter2"));
    assertThat(home.problems()).hasSize(1).noneMatch(p -> p.contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ciguat.ccra-adrc.gc.ca", "CIGUAT.cra-adrc.gc.ca", "ciguat.ccradrc.gc.ca"})
  void aHistoricHostIsAWarningThatStopsNothing(String host) throws Exception {
    home.channel("cig", TestHome.SMALLEST_CHANNEL.replace("gateway.example/Put0", host + "/Put0"));
    assertThat(home.problems())
        .containsExactly(
            "config/channels/cig.yaml:4: warning: 'submit' names "
                + host
                + ", a host of the 2003 and 2008 editions; use the address the help desk gave you");
    assertThat(home.loader().channels()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: [", "a: b: c", "\tx", "- a\n- b", "just words", "", "a: 1\n---\nb: 2"})
  void whatIsNoBlockOfYamlIsSaidWithItsFile(String text) {
    home.channel("cig", text);
    assertThat(home.problems())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("config/channels/cig.yaml");
  }

  @Test
  void aFileNestedBeyondReasonIsAProblemNotACrash() {
    home.channel("cig", "a: " + "[".repeat(400_000));
    assertThat(home.problems()).hasSize(1);
  }

  @Test
  void aFileThatIsNotUtf8IsAProblem() throws Exception {
    Files.write(home.home.channels().resolve("cig.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThat(home.problems())
        .containsExactly("config/channels/cig.yaml: is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void aChannelThatIsSwitchedOffIsLoadedByNobody() throws Exception {
    home.channel("cig", "enabled: false\nanything: goes\n");
    assertThat(home.problems()).isEmpty();
    assertThat(home.loader().channels()).isEmpty();
    assertThatThrownBy(() -> home.loader().channel("cig"))
        .hasMessage(
            "config/channels/cig.yaml: is switched off; set enabled: true when it is"
                + " filled in");
  }

  @Test
  void anUnknownChannelNamesThoseThatExist() {
    home.channel("cig", TestHome.SMALLEST_CHANNEL);
    assertThatThrownBy(() -> home.loader().channel("gic"))
        .hasMessage(
            "config/channels: has no channel 'gic', did you mean 'cig'? Channels there: cig");
  }

  @Test
  void twoChannelsNeverShareADropFolder() {
    home.channel("a", TestHome.SMALLEST_CHANNEL + "outbox: drop\n");
    home.channel("b", TestHome.SMALLEST_CHANNEL + "outbox: drop/inner\n");
    assertThat(home.problems())
        .containsExactly(
            "config/channels/a.yaml:14: 'outbox' and the outbox of channel b must be two folders,"
                + " neither inside the other",
            "config/channels/b.yaml:14: 'outbox' and the outbox of channel a must be two folders,"
                + " neither inside the other");
  }

  @Test
  void aFolderThatIsNoHomeIsSaidPlainly() {
    ConfigLoader loader = new ConfigLoader(new Home(folder.resolve("empty")));
    assertThatThrownBy(loader::channels)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is no folder that can be read");
  }
}
