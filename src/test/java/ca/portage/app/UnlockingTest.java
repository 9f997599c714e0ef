package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.pki.KeyRing;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.pki.WrongPasswordException;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the terminal, two key stores, and what is left of the passwords. */
class UnlockingTest {
  private static final TestAuthority AUTHORITY = TestAuthority.create("Root", Clock.systemUTC());

  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();
  private final List<char[]> typed = new ArrayList<>();
  private String first;
  private Path second;

  @BeforeEach
  void home() throws Exception {
    SimulatorHome.open(RunningHome.plan(folder, GatewayForm.STRICT)).close();
    first = Files.readString(folder.resolve("config/keys/broker.pass")).strip();
    second = folder.resolve("config/keys/next.p12");
    channel("password: .*", "password: prompt");
  }

  @Test
  void aWrongPasswordIsToldAndAskedForAgainThreeTimesInAll() throws Exception {
    assertThat(unlock("no", "neither", first).signers()).hasSize(1);
    assertThat(asked).containsExactly("broker.p12 1", "broker.p12 2", "broker.p12 3");

    asked.clear();
    assertThatThrownBy(() -> unlock("no", "neither", "wrong", first))
        .isInstanceOf(WrongPasswordException.class);
    assertThat(asked).hasSize(3);
  }

  @Test
  void everyPasswordThatWasTypedIsWiped() throws Exception {
    unlock("no", first);
    assertThatThrownBy(() -> unlock("a", "b", "c")).isInstanceOf(WrongPasswordException.class);

    assertThat(typed).hasSize(5);
    assertThat(typed).allSatisfy(password -> assertThat(password).containsOnly('\0'));
  }

  @Test
  void aPasswordThatOpensBothFilesIsTypedOnce() throws Exception {
    addSecond(first);

    assertThat(unlock(first).stores()).hasSize(2);
    assertThat(asked).containsExactly("broker.p12 1");
  }

  @Test
  void aFileWithAPasswordOfItsOwnIsAskedForByName() throws Exception {
    addSecond("another one");

    assertThat(unlock(first, "another one").stores()).hasSize(2);
    assertThat(asked).containsExactly("broker.p12 1", "next.p12 1");
  }

  @Test
  void whatIsOpenAndUnchangedIsNotAskedForAgain() throws Exception {
    KeyRing running = unlock(first);
    addSecond("another one");
    Files.writeString(folder.resolve("config/keys/next.pass"), "another one");
    owner(folder.resolve("config/keys/next.pass"));
    channel("password: .*", "password: [prompt, \"file:config/keys/next.pass\"]");
    asked.clear();

    KeyRing changed = unlocking().reopen(cig(), running);

    assertThat(changed.stores()).hasSize(2);
    assertThat(changed.stores().get(0)).isSameAs(running.stores().get(0));
    assertThat(asked).isEmpty();
  }

  @Test
  void aChangedFileWhosePasswordIsTypedWaitsForAPerson() throws Exception {
    KeyRing running = unlock(first);
    Files.delete(folder.resolve("config/keys/broker.p12"));
    TestAuthority.writePkcs12(
        folder.resolve("config/keys/broker.p12"),
        first.toCharArray(),
        Map.of(
            "signing", AUTHORITY.issue(Purpose.SIGNING, "cn=s"),
            "encryption", AUTHORITY.issue(Purpose.ENCRYPTION, "cn=e")));

    assertThatThrownBy(() -> unlocking().reopen(cig(), running))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nobody");
  }

  private void addSecond(String password) throws Exception {
    TestAuthority.writePkcs12(
        second, password.toCharArray(), Map.of("next", AUTHORITY.issue(Purpose.SIGNING, "cn=n")));
    channel("keystore: .*", "keystore: [config/keys/broker.p12, config/keys/next.p12]");
  }

  private static void owner(Path file) throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void channel(String line, String by) throws Exception {
    Path file = folder.resolve("config/channels/cig.yaml");
    Files.writeString(file, Files.readString(file).replaceAll(line, by));
  }

  private Channel cig() throws ConfigException {
    return new ConfigLoader(new Home(folder)).channel("cig");
  }

  private KeyRing unlock(String... answers) throws Exception {
    return unlocking(answers).open(cig());
  }

  private Unlocking unlocking(String... answers) {
    Iterator<String> next = List.of(answers).iterator();
    return new Unlocking(
        (channel, keystore, attempt) -> {
          if (!next.hasNext()) {
            throw new ConfigException(folder, "nobody is there");
          }
          asked.add(keystore + " " + attempt);
          char[] password = next.next().toCharArray();
          typed.add(password);
          return password;
        },
        Map.of(),
        Clock.systemUTC());
  }
}
