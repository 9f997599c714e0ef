package ca.portage.care;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.NewClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftoversTest extends CareCase {
  private static final String ID = "01JQ0000000000000000000001";
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final String PROBE = ".portage-probe-999999999-x.tmp";

  private Leftovers leftovers;

  @BeforeEach
  void leftovers() {
    leftovers = new Leftovers(home, List.of(channel), clock);
  }

  @Test
  void theProbesOfAKilledSelfTestGoFromEveryFolder() throws IOException {
    List<Path> folders =
        List.of(
            home.spool(),
            channel.outbox(),
            ChannelTrials.claimed(channel),
            channel.inbox(),
            ChannelTrials.temporary(channel));
    for (Path left : folders) {
      old(left.resolve(PROBE), Duration.ofMinutes(1));
      Path room = Files.createDirectory(left.resolve(PROBE.replace("-x.tmp", "-room")));
      old(room.resolve(PROBE), Duration.ofMinutes(1));
    }
    assertThat(leftovers.probes()).isEqualTo(10);
    assertThat(folders)
        .noneMatch(left -> Files.exists(left.resolve(PROBE)))
        .noneMatch(left -> Files.exists(left.resolve(PROBE.replace("-x.tmp", "-room"))));
  }

  @Test
  void whatIsOnItsWayIntoTheInboxIsNobodysLeftover() throws IOException {
    Path waiting = old(ChannelTrials.temporary(channel).resolve(ID), TWO_DAYS);
    Path probe = old(ChannelTrials.temporary(channel).resolve("probe-123.tmp"), TWO_DAYS);
    leftovers.sweep(ledger);
    assertThat(waiting).exists();
    assertThat(probe).doesNotExist();
  }

  @Test
  void onlyWhatIsOlderThanADayGoes() throws IOException {
    Path oldPlain = old(home.spool().resolve("work/work-1.tmp"), TWO_DAYS);
    Path newPlain = old(home.spool().resolve("work/work-2.tmp"), Duration.ofHours(23));
    Path cutCopy = old(home.spool().resolve("backup/.ledger-x.db.unfinished"), TWO_DAYS);
    assertThat(leftovers.sweep(ledger).files()).isEqualTo(2);
    assertThat(oldPlain).doesNotExist();
    assertThat(newPlain).exists();
    assertThat(cutCopy).doesNotExist();
  }

  @Test
  void packedBytesThatNoRowEverKnewOfGoAfterADay() throws IOException {
    Path orphan = home.spool().resolve("out").resolve(ID);
    old(orphan.resolve("wire"), TWO_DAYS);
    old(orphan.resolve("headers"), TWO_DAYS);
    age(orphan, Duration.ofHours(1));
    assertThat(leftovers.sweep(ledger).files()).isZero();
    age(orphan, TWO_DAYS);
    assertThat(leftovers.sweep(ledger).files()).isEqualTo(2);
    assertThat(orphan).doesNotExist();
  }

  @Test
  void theFilesOfAMessageStayWhateverTheirAge() throws IOException {
    ledger.claim(
        new NewClaim(ID, "cig", "x.edi", "a".repeat(64), 1, Optional.empty(), Duration.ZERO));
    Path wire = old(home.spool().resolve("out").resolve(ID).resolve("wire"), TWO_DAYS);
    age(wire.getParent(), TWO_DAYS);
    Leftovers.Swept swept = leftovers.sweep(ledger);
    assertThat(swept.unknown()).isEmpty();
    assertThat(wire).exists();
  }

  @Test
  void aPayloadOrASidecarWithoutARowIsToldAndNeverDeleted() throws IOException {
    for (String name : List.of("payload", "meta.json")) {
      Path file = old(home.spool().resolve("out/of-" + name.charAt(0)).resolve(name), TWO_DAYS);
      age(file.getParent(), TWO_DAYS);
    }
    Leftovers.Swept swept = leftovers.sweep(ledger);
    assertThat(swept.files()).isZero();
    assertThat(swept.unknown()).hasSize(2).allMatch(Files::exists);
    assertThat(swept.news(home).orElseThrow()).contains("2 messages", "rebuild-ledger");
  }
}
