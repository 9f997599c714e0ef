package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the policy table and holds the message form to it. */
final class PolicyReader {
  private static final List<String> SIGNATURES = with(MessageReader.SIGNATURES, "ecdsa");
  private static final List<String> RECEIVED_CIPHERS = with(MessageReader.CIPHERS, "rc2-128");
  private static final List<String> RECEIVED_TRANSPORTS =
      with(MessageReader.TRANSPORTS, "oaep-sha384", "oaep-sha512");

  /** What is allowed where a profile says nothing; the weak ciphers need to be written. */
  private static final List<String> AES =
      MessageReader.CIPHERS.stream().filter(word -> word.startsWith("aes-")).toList();

  private static final int MIN_RSA_BITS = 2048;

  private PolicyReader() {}

  static Policy read(Block block) {
    AlgorithmPolicy send =
        algorithms(block.optional("send"), MessageReader.CIPHERS, AES, MessageReader.TRANSPORTS);
    ReceivePolicy receive = receive(block.optional("receive"));
    block.finish();
    return block.whole(() -> new Policy(send, receive));
  }

  private static AlgorithmPolicy algorithms(
      Block block, List<String> ciphers, List<String> usual, List<String> transports) {
    AlgorithmPolicy policy = lists(block, ciphers, usual, transports);
    block.finish();
    return policy;
  }

  private static ReceivePolicy receive(Block block) {
    AlgorithmPolicy algorithms =
        lists(block, RECEIVED_CIPHERS, MessageReader.CIPHERS, RECEIVED_TRANSPORTS);
    Boolean compression = block.optional("compression", Form.truth(), true);
    Integer mib = block.optional("maxInflatedMib", Form.number(1, 1 << 20), 1024);
    Integer ratio = block.optional("maxInflationRatio", Form.number(1, 1100), 100);
    block.finish();
    return block.whole(() -> new ReceivePolicy(algorithms, compression, mib, ratio));
  }

  private static AlgorithmPolicy lists(
      Block block, List<String> ciphers, List<String> usual, List<String> transports) {
    List<String> digests = words(block, "digests", MessageReader.DIGESTS);
    List<String> signatures = words(block, "signatures", SIGNATURES);
    List<String> allowedCiphers = block.optionalList("ciphers", Form.word(ciphers), usual);
    List<String> allowedTransports = words(block, "keyTransports", transports);
    Integer bits = block.optional("minRsaBits", Form.number(1024, 16384), MIN_RSA_BITS);
    return block.whole(
        () -> new AlgorithmPolicy(digests, signatures, allowedCiphers, allowedTransports, bits));
  }

  private static List<String> words(Block block, String key, List<String> all) {
    return block.optionalList(key, Form.word(all), all);
  }

  /** Refuses a message form that is weaker than the policy, at the line of the weak word. */
  static void hold(MessageForm form, Policy policy, Block message) {
    AlgorithmPolicy send = policy.send();
    allow(message, "digest", form.digest(), "send.digests", send.digests());
    allow(message, "signature", form.signature(), "send.signatures", send.signatures());
    allow(message, "cipher", form.cipher(), "send.ciphers", send.ciphers());
    allow(message, "keyTransport", form.keyTransport(), "send.keyTransports", send.keyTransports());
    List<String> received = policy.receive().algorithms().digests();
    if (!received.contains(form.digest())) {
      message.error(
          "digest",
          "is "
              + form.digest()
              + ", so receipts are asked for in it, but policy.receive.digests refuses it ("
              + String.join(", ", received)
              + "): no message would ever be DONE");
    }
  }

  private static void allow(
      Block message, String key, String word, String list, List<String> allowed) {
    if (!allowed.contains(word)) {
      message.error(
          key,
          "is "
              + word
              + ", which policy."
              + list
              + " does not allow ("
              + String.join(", ", allowed)
              + "); choose one of these, or add it there if the gateway can read nothing better");
    }
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    Stream.of(more).forEach(all::add);
    return List.copyOf(all);
  }
}
