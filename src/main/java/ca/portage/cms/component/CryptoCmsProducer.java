package ca.portage.cms.component;

import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsKeys;
import ca.portage.cms.CmsSigner;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.Grounds;
import ca.portage.cms.SigningKey;
import ca.portage.cms.Verified;
import ca.portage.cms.VerifiedContent;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Does one operation on the body of an exchange; keys are asked for with each message. */
final class CryptoCmsProducer extends DefaultProducer {
  private final CryptoCmsEndpoint endpoint;
  private final Operation operation;

  CryptoCmsProducer(CryptoCmsEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.operation = Operation.parse(endpoint.getOperation());
  }

  @Override
  public void process(Exchange exchange) throws CmsException, IOException {
    Scratch scratch = ExchangeScratch.of(exchange, endpoint.workFolder());
    Content body = Body.of(exchange, scratch);
    Message message = exchange.getMessage();
    CmsKeys keys = endpoint.keys();
    switch (operation) {
      case SIGN -> sign(exchange, body, keys, scratch);
      case VERIFY -> verify(exchange, body, keys, scratch);
      case ENCRYPT -> encrypt(exchange, body, keys, scratch);
      case DECRYPT ->
          message.setBody(
              CmsDecryptor.decrypt(body, keys.decryptionKeys(), keys.policy(), scratch));
    }
  }

  private static void encrypt(Exchange exchange, Content body, CmsKeys keys, Scratch scratch)
      throws CmsException, IOException {
    List<X509Certificate> recipients = keys.recipients();
    exchange
        .getMessage()
        .setBody(CmsEncryptor.encrypt(body, recipients, keys.algorithms(), scratch));
    exchange.setProperty(CryptoCms.RECIPIENTS, recipients);
  }

  private void sign(Exchange exchange, Content body, CmsKeys keys, Scratch scratch)
      throws CmsException, IOException {
    Message message = exchange.getMessage();
    CryptoCmsConfiguration options = endpoint.getConfiguration();
    SigningKey key = keys.signingKey();
    exchange.setProperty(CryptoCms.SIGNING_CHAIN, key.chain());
    if (options.isIncludeContent()) {
      message.removeHeader(CryptoCms.SIGNED_DATA);
      message.setBody(CmsSigner.opaque(body, key, keys.algorithms(), scratch));
      return;
    }
    byte[] signature = CmsSigner.detached(body, key, keys.algorithms());
    message.setBody(body);
    message.setHeader(
        CryptoCms.SIGNED_DATA,
        options.isToBase64() ? Base64.getEncoder().encodeToString(signature) : signature);
  }

  private void verify(Exchange exchange, Content body, CmsKeys keys, Scratch scratch)
      throws CmsException, IOException {
    Message message = exchange.getMessage();
    Object header = message.getHeader(CryptoCms.SIGNED_DATA);
    VerifiedContent found =
        header == null
            ? CmsVerifier.opaque(body, keys.candidateSigners(), scratch)
            : new VerifiedContent(
                body, CmsVerifier.detached(body, signature(header), keys.candidateSigners()));
    Verified verified = found.verified();
    Instant received = exchange.getProperty(CryptoCms.RECEIVED, Instant.class);
    exchange.setProperty(
        CryptoCms.PRESENTED,
        keys.presented(verified.signer(), verified.included(), Optional.ofNullable(received)));
    Grounds grounds = believed(keys, verified, received);
    message.removeHeader(CryptoCms.SIGNED_DATA);
    message.setBody(found.content());
    exchange.setProperty(CryptoCms.SIGNER, verified.signer());
    exchange.setProperty(CryptoCms.DIGEST, verified.digest());
    exchange.setProperty(CryptoCms.GROUNDS, grounds);
  }

  private static Grounds believed(CmsKeys keys, Verified verified, Instant received)
      throws CmsException {
    try {
      Grounds grounds =
          keys.checkSigner(verified.signer(), verified.included(), Optional.ofNullable(received));
      keys.policy().accept(verified);
      return grounds;
    } catch (CmsException e) {
      throw e.foundAfterSignature();
    }
  }

  private static byte[] signature(Object header) throws CmsException {
    if (header instanceof byte[] der) {
      return der;
    }
    try {
      return Base64.getMimeDecoder().decode(header.toString());
    } catch (IllegalArgumentException e) {
      throw new CmsException(
          CmsException.Reason.MALFORMED,
          "The header " + CryptoCms.SIGNED_DATA + " is neither bytes nor Base64 text.");
    }
  }
}
