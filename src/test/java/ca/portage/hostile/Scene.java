package ca.portage.hostile;

import ca.portage.hostile.HostileCase.Poll;
import java.util.ArrayList;
import java.util.List;

/** Where cases are written down. */
final class Scene {
  final Parties parties;
  final Forge forge;
  final Canaries canaries;
  private final List<HostileCase> cases = new ArrayList<>();

  Scene(Parties parties, Canaries canaries) {
    this.parties = parties;
    this.forge = new Forge(parties);
    this.canaries = canaries;
  }

  List<HostileCase> cases() {
    return List.copyOf(cases);
  }

  /** A whole part that must be delivered. */
  byte[] good() {
    return forge.honest(canaries.good());
  }

  /** A download of this receipt, signed by the gateway. */
  Reply receipt(Mdn mdn) {
    return Reply.download(forge.receipt(mdn.part(), parties.gateway()));
  }

  /** A word that must be found nowhere. */
  String evil() {
    return canaries.evil();
  }

  /** An answer that is stored. */
  void add(String fault, String name, Reply reply, Expected expected) {
    add(fault, name, List.of(Poll.of(reply, expected)));
  }

  /** A download of one part, with this body under good headers. */
  void part(String fault, String name, byte[] body, Expected expected) {
    add(fault, name, Reply.download(Forge.part(Forge.id(), body)), expected);
  }

  /** A download of one part that decrypts to this. */
  void sealed(String fault, String name, byte[] entity, Expected expected) {
    part(fault, name, forge.sealed(entity), expected);
  }

  /** Bytes that are no answer. */
  void lost(String fault, String name, Script script, Expected expected) {
    add(fault, name, List.of(Poll.lost(script, expected)));
  }

  /** The same for bytes after which the connection ends. */
  void lost(String fault, String name, byte[] bytes, Expected expected) {
    lost(
        fault,
        name,
        (request, line) -> {
          line.write(bytes);
          return false;
        },
        expected);
  }

  void add(String fault, String name, List<Poll> polls, Sent... sent) {
    cases.add(new HostileCase(fault, name, polls, canaries.claim(), List.of(sent)));
  }
}
