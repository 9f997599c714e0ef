package ca.portage.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.badtls.Minted;
import ca.portage.badtls.TlsFault;
import ca.portage.config.Tls;
import ca.portage.pki.Trust;
import java.net.URI;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PolicyNode;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerJudgeTest {
  private static Minted root;
  private static Minted server;

  @BeforeAll
  static void mint() throws Exception {
    root = Minted.root("Root");
    server = Minted.order("cn=x").names("gateway.example").by(root);
  }

  @Test
  void thePathOfAGoodServerIsReturned() throws Exception {
    assertThat(judge(endpoint(2048, List.of()), server)).isEqualTo(server.chain());
  }

  @Test
  void aPinMayNameTheServerOrItsAuthority() throws Exception {
    judge(endpoint(2048, List.of(server.certificate())), server);
    judge(endpoint(2048, List.of(root.certificate())), server);
  }

  @Test
  void aTrustedServerThatIsNotPinnedIsRefused() throws Exception {
    Minted other = Minted.order("cn=y").names("gateway.example").by(root);
    refused(endpoint(2048, List.of(server.certificate())), other, TlsRefusal.PINNED);
    assertThat(judge(endpoint(2048, List.of()), other)).as("control").isNotEmpty();
  }

  @Test
  void theShortestKeyIsAWordOfTheProfile() throws Exception {
    refused(endpoint(3072, List.of()), server, TlsRefusal.WEAK);
    judge(endpoint(2048, List.of()), server);
  }

  @Test
  void theRuleForMissingRevocationListsSeesTheWholePath() throws Exception {
    Endpoint lenient = endpoint(2048, List.of());
    AtomicReference<List<X509Certificate>> asked = new AtomicReference<>();
    Endpoint strict =
        new Endpoint(
            lenient.name(),
            lenient.uri(),
            lenient.tls(),
            lenient.verdict(),
            lenient.serverName(),
            lenient.trust(),
            asked::set,
            lenient.pins(),
            lenient.client(),
            lenient.proxy());
    judge(strict, server);
    assertThat(asked.get()).as("the rule sees the whole path").isEqualTo(server.chain());
  }

  @Test
  void aPolicyBombIsNotLitAndWouldBurnWithoutTheBound() throws Exception {
    Minted bomb = TlsFault.bomb(root);
    refused(endpoint(2048, List.of()), bomb, TlsRefusal.UNTRUSTED);
    assertThat(nodes(bomb)).as("control: the nodes of the JDK's tree").isGreaterThan(50_000);
  }

  /** How large the JDK's policy tree grows when nobody keeps these certificates from it. */
  private static long nodes(Minted minted) throws Exception {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(minted.certificate());
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(Set.of(new TrustAnchor(root.certificate(), null)), target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(minted.chain())));
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(8);
    var found = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    return found.getPolicyTree() == null ? 0 : nodes(found.getPolicyTree());
  }

  private static long nodes(PolicyNode node) {
    long count = 1;
    for (Iterator<? extends PolicyNode> each = node.getChildren(); each.hasNext(); ) {
      count += nodes(each.next());
    }
    return count;
  }

  private static Endpoint endpoint(int minRsaBits, List<X509Certificate> pins) {
    return new Endpoint(
        "submit",
        URI.create("https://gateway.example/Put0"),
        new Tls(List.of("TLSv1.3"), List.of(), List.of(), minRsaBits),
        Duration.ofSeconds(2),
        "gateway.example",
        () -> Trust.of(root.certificate()),
        path -> {},
        pins,
        Optional.empty(),
        Optional.empty());
  }

  private static List<X509Certificate> judge(Endpoint endpoint, Minted minted) throws Exception {
    return new ServerJudge(endpoint)
        .judge(minted.chain().toArray(X509Certificate[]::new), Instant.now());
  }

  private static void refused(Endpoint endpoint, Minted minted, TlsRefusal why) {
    assertThatThrownBy(() -> judge(endpoint, minted))
        .isInstanceOfSatisfying(
            RefusedServerException.class, e -> assertThat(e.refusal()).isEqualTo(why));
  }
}
