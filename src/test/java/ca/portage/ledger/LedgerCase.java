package ca.portage.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger on disk, a clock turned by hand, and short words for what the tests say often. */
abstract class LedgerCase {
  static final String CHANNEL = "cig";
  static final Duration WINDOW = Duration.ofDays(30);

  @TempDir Path spool;
  final HandClock clock = new HandClock();
  Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.open(database(), clock);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  Path database() {
    return spool.resolve("ledger.db");
  }

  void reopen() {
    ledger.close();
    open();
  }

  Instant now() {
    return clock.instant();
  }

  static NewClaim claim(String id, String sha256, String reference) {
    return new NewClaim(
        id, CHANNEL, id + ".edi", sha256, 100, Optional.ofNullable(reference), WINDOW);
  }

  Message claimed(String id) {
    return ledger.claim(claim(id, "sha-of-" + id, null));
  }

  Message packaged(String id) {
    claimed(id);
    return ledger.packaged(id, wireId(id), "AAAA, sha1", "wire-of-" + id, 2000, now());
  }

  Message sending(String id) {
    packaged(id);
    ledger.attempt(id);
    return ledger.message(id).orElseThrow();
  }

  Message concluded(String id, Outcome outcome) {
    return ledger.conclude(
        id, new Conclusion(outcome, Optional.empty(), outcome.name(), Optional.of(now())));
  }

  Message accepted(String id) {
    sending(id);
    return concluded(id, Outcome.ACCEPTED);
  }

  static String wireId(String id) {
    return "<" + id + "@broker.example>";
  }

  Message part(String download, int index, String id) {
    ledger.openDownload(download, CHANNEL, "<poll-" + download + "@broker.example>");
    ledger.stored(download, 5000, "sha-of-" + download, true);
    return ledger.part(download, index, CHANNEL, id, 500, Optional.empty());
  }

  Message verified(String id, String messageId, String mic) {
    return ledger.verified(id, Kind.INTERCHANGE, messageId, mic);
  }

  Message delivering(String id) {
    part("D-" + id, 0, id);
    verified(id, wireId(id), "AAAA, sha1");
    return ledger.delivering(id, id + ".tmp", id + ".edi");
  }

  static NewReceipt receipt(String id) {
    return new NewReceipt(id, id + ".receipt", wireId(id), "wire-of-" + id, 700);
  }
}
