package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import ca.portage.config.yaml.Problems;
import ca.portage.config.yaml.YamlFile;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file of {@code config/profiles}. */
final class ProfileReader {
  private ProfileReader() {}

  /** The profile; empty when it has errors, which are in {@code problems}. */
  static Optional<Profile> read(String name, Problems problems) {
    return YamlFile.open(problems).map(block -> read(name, block));
  }

  private static Profile read(String name, Block block) {
    String description = block.optional("description", Form.line(), "");
    Http http = http(block.optional("http"));
    Tls tls = tls(block.optional("tls"));
    Timeouts timeouts = ScheduleReader.timeouts(block.optional("timeouts"));
    Map<RequestKind, List<HeaderTemplate>> headers = headers(block.required("headers"));
    RequestObject request = MessageReader.request(block.required("request"));
    StatusTable status = StatusReader.read(block.required("status"));
    Block messageBlock = block.optional("message");
    MessageForm message = MessageReader.message(messageBlock);
    Policy policy = PolicyReader.read(block.optional("policy"));
    if (message != null && policy != null) {
      PolicyReader.hold(message, policy, messageBlock);
    }
    ReceiptForm receipt = MessageReader.receipt(block.optional("receipt"));
    Environments environments = environments(block.optional("environments"));
    Schedule schedule = ScheduleReader.schedule(block.optional("schedule"));
    block.finish();
    return block.whole(
        () ->
            new Profile(
                name,
                description,
                http,
                tls,
                timeouts,
                headers,
                request,
                status,
                message,
                policy,
                receipt,
                environments,
                schedule));
  }

  private static Environments environments(Block block) {
    Map<String, List<DistinguishedName>> gateways = new HashMap<>();
    for (String environment : block.keys()) {
      gateways.put(environment, block.requiredList(environment, TrustReader.name()));
    }
    return block.whole(() -> new Environments(gateways));
  }

  private static Http http(Block block) {
    String version = block.optional("version", Form.word(List.of("1.0", "1.1")), "1.1");
    block.finish();
    return block.whole(() -> new Http(version));
  }

  private static Tls tls(Block block) {
    List<String> protocols =
        block.optionalList("protocols", AccessReader.PROTOCOL, List.of("TLSv1.3"));
    List<String> suites = block.optionalList("suites", AccessReader.SUITE, List.of());
    List<String> groups = block.optionalList("groups", AccessReader.GROUP, List.of());
    Integer minRsaBits = block.optional("minRsaBits", Form.number(1024, 16_384), 2048);
    block.finish();
    if (protocols.contains("TLSv1.2")) {
      block.warning("protocols", "allows TLSv1.2, which the gateway no longer does; for diagnosis");
    }
    return block.whole(() -> new Tls(protocols, suites, groups, minRsaBits));
  }

  private static Map<RequestKind, List<HeaderTemplate>> headers(Block block) {
    Map<RequestKind, List<HeaderTemplate>> headers = new EnumMap<>(RequestKind.class);
    headers.put(
        RequestKind.SUBMIT, HeaderReader.read(RequestKind.SUBMIT, block.required("submit")));
    headers.put(
        RequestKind.RECEIPT, HeaderReader.read(RequestKind.RECEIPT, block.required("receipt")));
    headers.put(
        RequestKind.COLLECT, HeaderReader.read(RequestKind.COLLECT, block.required("collect")));
    block.finish();
    HeaderReader.requireReceiptRequest(headers.get(RequestKind.SUBMIT), block);
    return headers;
  }
}
