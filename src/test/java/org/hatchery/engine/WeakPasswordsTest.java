package org.hatchery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords of twelve characters and more that are guessed first, and such as are not. */
class WeakPasswordsTest {

  private final WeakPasswords weak = new WeakPasswords(new PasswordSettings(5, Duration.ZERO, 4, List.of(" Gangshan ")));

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "password1234 | 常见",
    "P@ssw0rd2024! | 常见的词",
    "Passw0rd#2025 | 常见的词",
    "hatchery@2024 | 常见的词",
    "Admin@123456 | 常见的词",
    "4dm1n1str4t0r | 常见的词",
    "helloworld2024 | 常见的词",
    "zhiyuanfuwu2024 | 常见的词",
    "gangshan@2024! | 拼音",
    "woaini1314520 | 拼音",
    "zhangwei19850312 | 拼音",
    "ZouCheng!2024# | 拼音",
    "wangxiaoming88 | 拼音",
    "138264937150 | 只有数字和符号",
    "370883198503121234 | 只有数字和符号",
    "2024-12-31!! | 只有数字和符号",
    "1qaz2wsx3edc4r | 键盘",
    "qwertyuiop[]123 | 键盘",
    "qwertyuiop123 | 常见",
    "abcdefghijklmn1 | 键盘",
    "1234567890 123 | 键盘",
    "0987654321qwer | 键盘",
    "1q2w3e4r5t6y7 | 键盘",
    "abc1abc1abc1 | 重复",
    "Hatch1Hatch1 | 重复",
    "中国中国中国中国中国中国 | 重复"
  })
  void isGuessed(String password, String why) {
    assertThat(weak.weakness(password)).as(password).isPresent();
    assertThat(weak.weakness(password).get()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "vier-Fische-im-Glas", "given-by-admin", "Ngq7-blue-Kites", "Another-password-9", "correct horse battery staple",
    "四条鱼在玻璃缸里游来游去", "xK9#mP2$vL5q", "lan-yu-san-8-bei-cha", "河边3棵柳树wanfeng不急", "tqwk83hjfmz0"
  })
  void isNot(String password) {
    assertThat(weak.weakness(password)).as(password).isEmpty();
  }

  @Test
  void aHugeOneIsNotLookedAt() {
    assertThat(weak.weakness("ab1".repeat(1_000_000))).hasValueSatisfying(text -> assertThat(text).contains("最多 200"));
  }

  @Test
  void hashesAreOfTheWholePasswordHoweverLong() {
    BcryptPasswords hashes = new BcryptPasswords(4);
    String sentence = "四条鱼在玻璃缸里游来游去，一条红，一条白，一条黑，还有一条看不见，它躲在水草里";
    String hash = hashes.encrypt(sentence);
    assertThat(hashes.check(sentence, hash)).isTrue();
    assertThat(hashes.check(sentence + "。", hash)).isFalse();
    assertThat(hashes.check("", hash)).isFalse();
    assertThat(hashes.encrypt(sentence)).isNotEqualTo(hash);
    assertThat(hashes.upToDate("{bcrypt-sha256}" + hash)).isTrue();
    assertThat(new BcryptPasswords(10).upToDate("{bcrypt-sha256}" + hash)).isFalse();
    assertThat(hashes.upToDate("{SHA-512}x")).isFalse();
  }
}
