package ca.portage.app.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels are exchanged one by one, whatever becomes of the others, and no edit is lost. */
class SwapTest {
  @TempDir Path folder;

  private SwapWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new SwapWorld(folder);
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void aChannelThatCannotBeExchangedRunsOnWhileTheOthersAreAndIsTriedAgain() throws Exception {
    world.channel("cig", "61s");
    world.channel("cig-test", "61s");
    world.unstoppable.add("cig-test-late");

    assertThatThrownBy(world.swap::config)
        .isInstanceOfSatisfying(
            SwapFailedException.class, e -> assertThat(e.done()).isEqualTo("changed: cig"))
        .hasMessageStartingWith("in part: changed: cig; not changed: cig-test (")
        .hasMessageContainingAll("its door is stuck", "They run on as before");

    assertThat(world.channels).extracting(c -> c.poll().toSeconds()).containsExactly(61L, 60L);
    world.awaitWork("cig 3", "cig-test 2");
    world.unstoppable.clear();
    assertThat(world.swap.config()).isEqualTo("changed: cig-test");
    world.awaitWork("cig 3", "cig-test 5");
    assertThat(world.swap.config()).isEmpty();
  }

  @Test
  void routesThatDoNotStartMakeWayForThoseOfBefore() throws Exception {
    world.channel("cig", "61s");
    world.unmakable.add("cig-late");

    assertThatThrownBy(world.swap::config)
        .isInstanceOf(SwapFailedException.class)
        .hasMessageStartingWith("not changed: cig (")
        .hasMessageContainingAll("no clock is left", "What ran before was put back");

    world.awaitWork("cig 1", "cig-test 2");
    assertThat(world.channels).extracting(c -> c.poll().toSeconds()).containsExactly(60L, 60L);
    assertThat(world.swap.config()).isEqualTo("changed: cig");
    world.awaitWork("cig 4");
  }

  @Test
  void nothingIsExchangedIfOneOfTwoCannotBeMade() throws Exception {
    world.channel("cig", "61s");
    world.channel("cig-test", "61s");
    Files.writeString(
        world.home.channels().resolve("cig-test.yaml"), "pol: 1s\n", StandardOpenOption.APPEND);

    assertThatThrownBy(world.swap::config).isInstanceOf(ConfigException.class);

    world.awaitWork("cig 1", "cig-test 2");
  }

  @Test
  void anEditWhileTheChangeIsMadeIsInIt() throws Exception {
    world.channel("cig", "61s");
    world.whilePreparing =
        () -> {
          world.whilePreparing = () -> {};
          world.channel("cig", "62s");
        };

    assertThat(world.swap.config()).isEqualTo("changed: cig");

    assertThat(world.channels).extracting(c -> c.poll().toSeconds()).containsExactly(62L, 60L);
    world.awaitWork("cig 4");
  }

  @Test
  void anEditWhileTheRoutesAreExchangedIsTheNextChange() throws Exception {
    world.channel("cig", "61s");
    world.onceInUse =
        () -> {
          world.onceInUse = () -> {};
          world.channel("cig", "62s");
        };

    assertThat(world.swap.config()).isEqualTo("changed: cig");
    assertThat(world.swap.config()).isEqualTo("changed: cig");
    assertThat(world.swap.config()).isEmpty();
    assertThat(world.channels).extracting(c -> c.poll().toSeconds()).containsExactly(62L, 60L);
  }

  @Test
  void aChannelThatWasEditedAfterItWasReadAtTheStartHasNoDigest() throws Exception {
    List<Channel> read = world.loader.channels();
    world.channel("cig", "61s");

    Map<String, String> digests =
        new ChannelFiles(world.home).digests(read, world.loader.channels());

    assertThat(digests.get("cig")).isEmpty();
    assertThat(digests.get("cig-test")).isNotEmpty();
  }

  @Test
  void whatBelongsToAChannelWhoseNameBeginsAlikeIsLeftAlone() throws Exception {
    var before = world.camel.hasEndpoint("scheduler://cig-test-late?delay=20");
    assertThat(before).isNotNull();
    world.channel("cig", "61s");

    assertThat(world.swap.config()).isEqualTo("changed: cig");

    assertThat(world.camel.hasEndpoint("scheduler://cig-test-late?delay=20")).isSameAs(before);
    assertThat(LiveRoutes.names("bean:x?ref=#cig.claim", "cig.claim")).isTrue();
    assertThat(LiveRoutes.names("bean:x?ref=#cig-test.claim", "cig.claim")).isFalse();
  }

  @Test
  void whatAChannelThatIsSwitchedOffNamedIsForgotten() throws Exception {
    Files.delete(world.home.channels().resolve("cig-test.yaml"));

    assertThat(world.swap.config()).isEqualTo("switched off: cig-test");

    assertThat(world.camel.getRegistry().lookupByName("cig-test.work")).isNull();
    assertThat(world.camel.getRegistry().lookupByName("cig.work")).isNotNull();
    assertThat(world.channels).extracting(Channel::name).containsExactly("cig");
  }
}
