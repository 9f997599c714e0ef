package ca.portage.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.badtls.Minted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNamesTest {
  @ParameterizedTest
  @CsvSource({
    "gateway.example,     gateway.example,     true",
    "GATEWAY.example,     gateway.EXAMPLE,     true",
    "*.gateway.example,   put.gateway.example, true",
    "*.gateway.example,   gateway.example,     false",
    "*.gateway.example,   a.b.gateway.example, false",
    "*.example,           gateway.example,     false",
    "g*.example,          gateway.example,     false",
    "gateway.example,     gateway.example.net, false",
    "gateway.example,     xgateway.example,    false",
    "127.0.0.1,           127.0.0.1,           true",
    "127.0.0.1,           127.0.0.2,           false"
  })
  void aNameIsForAHost(String name, String host, boolean matches) throws Exception {
    Minted minted = Minted.order("cn=" + host).names(name).selfSigned();
    assertThat(ServerNames.match(minted.certificate(), host)).isEqualTo(matches);
  }

  @Test
  void aCommonNameIsForNobody() throws Exception {
    Minted minted = Minted.order("cn=gateway.example").selfSigned();
    assertThat(ServerNames.match(minted.certificate(), "gateway.example")).isFalse();
    assertThat(ServerNames.describe(minted.certificate())).isEqualTo("no alternative name at all");
  }
}
