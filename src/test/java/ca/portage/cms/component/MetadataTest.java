package ca.portage.cms.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;

/** What Camel and its tools know of the component is what its annotations say. */
class MetadataTest {
  private static final String JSON = "/META-INF/ca/portage/cms/component/crypto-cms.json";

  @Test
  void theCommittedFilesAreWhatCamelGeneratesInThisBuild() throws IOException {
    Map<String, String> committed = tree(Path.of("src/generated"));

    assertThat(tree(Path.of("target/camel")))
        .as("after a change: mvn clean process-classes && cp -R target/camel/. src/generated/")
        .isEqualTo(committed)
        .hasSizeGreaterThan(8);
  }

  @Test
  void theCatalogAcceptsEndpointsWithTheirOptions() throws IOException {
    assertThat(
            validate(
                "crypto-cms:sign:cig?keystore=config/keys/broker.p12&signingAlias=signing"
                    + "&passwordSource=file:secret&digest=sha1&signatureScheme=pss"
                    + "&toBase64=true&includeCertificates=false"))
        .satisfies(r -> assertThat(r.isSuccess()).as(r.summaryErrorMessage(true)).isTrue());
    assertThat(validate("crypto-cms:encrypt:cig?recipients=a.pem&contentCipher=aes-256-gcm"))
        .satisfies(r -> assertThat(r.isSuccess()).as(r.summaryErrorMessage(true)).isTrue());
    assertThat(validate("crypto-cms:verify:cig?keys=%23bean:gateway").isSuccess()).isTrue();
  }

  @Test
  void theCatalogRefusesAnUnknownOption() throws IOException {
    EndpointValidationResult result = validate("crypto-cms:sign:cig?signerAlias=signing");

    assertThat(result.isSuccess()).isFalse();
    assertThat(result.getUnknown()).containsExactly("signerAlias");
  }

  @Test
  void theCatalogRefusesAnUnknownWord() throws IOException {
    assertThat(validate("crypto-cms:seal:cig").getInvalidEnum()).containsKey("operation");
    assertThat(validate("crypto-cms:encrypt:cig?contentCipher=des").getInvalidEnum())
        .containsKey("contentCipher");
    assertThat(validate("crypto-cms:sign:cig?toBase64=perhaps").getInvalidBoolean())
        .containsKey("toBase64");
  }

  private static EndpointValidationResult validate(String uri) throws IOException {
    DefaultCamelCatalog catalog = new DefaultCamelCatalog();
    try (InputStream in = MetadataTest.class.getResourceAsStream(JSON)) {
      catalog.addComponent(
          "crypto-cms",
          CryptoCmsComponent.class.getName(),
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return catalog.validateEndpointProperties(uri);
  }

  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
