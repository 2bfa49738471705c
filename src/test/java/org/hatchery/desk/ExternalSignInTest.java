package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.hatchery.audit.Audit;
import org.hatchery.engine.PasswordRules;
import org.hatchery.engine.Passwords;
import org.hatchery.organisation.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs in at a real provider. Our pages run a second time, with the settings of a city that has one, on the engine and the
 * database of all tests.
 */
@HatcheryTest
class ExternalSignInTest {

  private static final String TASKLIST = "/camunda/app/tasklist/default/";

  @LocalServerPort int port;

  private static CityProvider provider;
  private static ServletWebServerApplicationContext pages;

  @BeforeAll
  static void start(@Autowired ApplicationContext shared) {
    provider = new CityProvider();
    pages =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Pages.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> lend(shared, context))
                .run(
                    "--server.port=0",
                    "--spring.security.oauth2.client.registration.city.client-id=hatchery",
                    "--spring.security.oauth2.client.registration.city.client-secret=" + CityProvider.SECRET,
                    "--spring.security.oauth2.client.registration.city.scope=openid,profile",
                    "--spring.security.oauth2.client.provider.city.issuer-uri=" + provider.address(),
                    "--spring.security.oauth2.client.provider.city.user-name-attribute=account");
    provider.knows("http://127.0.0.1:" + pages.getWebServer().getPort() + "/login/oauth2/code/city");
  }

  @AfterAll
  static void stop() {
    pages.close();
    provider.close();
  }

  @Test
  void whoHasAnAccountIsSignedInWithIt() {
    Visitor clerk = new Visitor(pages.getWebServer().getPort());
    assertThat(clerk.get("/login").body()).contains("href=\"/oauth2/authorization/city\"", ">用统一身份认证登录<", "密码");

    HttpResponse<String> back = signIn(clerk, "u1001");

    assertThat(location(back)).endsWith(TASKLIST);
    assertThat(location(clerk.get("/login"))).endsWith("/");
    assertThat(clerk.get("/password").body()).contains("您是用统一身份认证登录的").doesNotContain("name=\"fresh\"");
  }

  @Test
  void theLinkToATaskOpensIt() {
    TaskService tasks = pages.getBean(TaskService.class);
    Task task = tasks.newTask();
    task.setName("链接里的任务");
    tasks.saveTask(task);
    tasks.addCandidateUser(task.getId(), "gangshan.clerk");
    try {
      Visitor clerk = new Visitor(pages.getWebServer().getPort());
      assertThat(location(clerk.get("/go/task/" + task.getId()))).endsWith("/login");
      assertThat(location(signIn(clerk, "u1001"))).endsWith("/go/task/" + task.getId());
      assertThat(location(clerk.get("/go/task/" + task.getId()))).endsWith(TASKLIST + "#/?task=" + task.getId());
    } finally {
      tasks.deleteTask(task.getId(), true);
    }
  }

  @Test
  void whoHasNoneReadsSoAndIsNotSignedInNorCreated() {
    IdentityService identity = pages.getBean(IdentityService.class);
    long before = identity.createUserQuery().count();
    for (String person : new String[] {"u1002", "u1003", "u1004"}) {
      Visitor stranger = new Visitor(pages.getWebServer().getPort());
      assertThat(location(signIn(stranger, person))).as(person).endsWith("/login/unknown");
      assertThat(stranger.get("/login/unknown").body()).contains("没有开通账号", "请联系本单位管理员开通账号");
      assertThat(location(stranger.get("/go/task/x"))).endsWith("/login");
      assertThat(stranger.get("/login").statusCode()).isEqualTo(200);
    }
    assertThat(identity.createUserQuery().count()).isEqualTo(before);
    assertThat(identity.createUserQuery().userId("nobody.here").count()).isZero();
  }

  @Test
  void aFirstPasswordAndAPauseOfTheAccountDoNotConcernIt() {
    JdbcClient jdbc = pages.getBean(JdbcClient.class);
    SignInAttempts attempts = pages.getBean(SignInAttempts.class);
    for (int i = 0; i < 6; i++) {
      attempts.attempt("gangshan.clerk", "198.51.100.7", () -> false);
    }
    jdbc.sql("insert into hatchery.first_password values ('gangshan.clerk', now())").update();
    try {
      Visitor clerk = new Visitor(pages.getWebServer().getPort());
      assertThat(location(signIn(clerk, "u1001"))).endsWith(TASKLIST);
      assertThat(location(clerk.get("/"))).endsWith(TASKLIST);
      assertThat(clerk.get("/password").body()).doesNotContain("初始密码");
    } finally {
      jdbc.sql("delete from hatchery.first_password where user_id = 'gangshan.clerk'").update();
      jdbc.sql("delete from hatchery.sign_in_failure").update();
    }
  }

  @Test
  void anAnswerThatNobodyAskedForSignsNobodyIn() {
    Visitor visitor = new Visitor(pages.getWebServer().getPort());
    assertThat(location(visitor.get("/login/oauth2/code/city?code=made-up&state=made-up"))).endsWith("/login?external");
    assertThat(visitor.get("/login?external").body()).contains("统一身份认证没有完成");
    assertThat(location(visitor.get("/login/oauth2/code/city?error=access_denied&state=x"))).endsWith("/login?external");
    assertThat(location(visitor.get("/go/task/x"))).endsWith("/login");
  }

  @Test
  void thePasswordStillServesAndLeavingSaysWhatStays() {
    Visitor clerk = new Visitor(pages.getWebServer().getPort());
    assertThat(location(clerk.signIn("gangshan.clerk", "hatchery"))).endsWith(TASKLIST);
    clerk.form("/logout", "/logout", Map.of());
    assertThat(clerk.get("/login?left").body()).contains("统一身份认证可能还没有退出");
  }

  @Test
  void withNothingConfiguredThereIsNothingOfIt(@Autowired ApplicationContext shared) {
    assertThat(shared.getBeanNamesForType(ClientRegistrationRepository.class)).isEmpty();
    assertThat(shared.getBean(ExternalSignIn.class).ways()).isEmpty();
    Visitor visitor = new Visitor(port);
    assertThat(visitor.get("/login").body()).doesNotContain("统一身份认证", "oauth2");
    assertThat(location(visitor.get("/oauth2/authorization/city"))).endsWith("/login");
    assertThat(location(visitor.get("/login/oauth2/code/city?code=x&state=" + UUID.randomUUID()))).endsWith("/login");
  }

  /** By the button, through the provider's own page, and back. @return our answer to the provider's */
  private static HttpResponse<String> signIn(Visitor visitor, String person) {
    Visitor there = new Visitor(Integer.parseInt(provider.address().replaceFirst(".*:", "")));
    String ask = location(visitor.get("/oauth2/authorization/city"));
    assertThat(ask).startsWith(provider.address());
    assertThat(location(there.get(ask))).endsWith("/login");
    String on =
        location(there.form("/login", "/login", Map.of("username", person, "password", CityProvider.PASSWORD)));
    String back = location(there.get(on));
    assertThat(back).contains("/login/oauth2/code/city?code=");
    return visitor.get(back);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("(" + answer.statusCode() + ")");
  }

  /** What our pages need of the program, as it runs for all tests. */
  private static void lend(ApplicationContext shared, ConfigurableApplicationContext to) {
    for (Class<?> type :
        new Class<?>[] {
          ProcessEngine.class, IdentityService.class, TaskService.class, HistoryService.class, People.class,
          CaseRights.class, WhoWasFirst.class, Passwords.class, PasswordRules.class, Clock.class, JdbcClient.class,
          TransactionTemplate.class, Audit.class
        }) {
      to.getBeanFactory().registerSingleton(type.getSimpleName(), shared.getBean(type));
    }
  }

  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    OAuth2ClientAutoConfiguration.class,
    OAuth2ClientWebSecurityAutoConfiguration.class
  })
  @Import({
    AsUser.class,
    DeskSecurity.class,
    ExternalSignIn.class,
    GoToTask.class,
    NewPassword.class,
    PasswordPage.class,
    PasswordSignIn.class,
    RecordedSignIns.class,
    SignInAttempts.class,
    SignInPages.class,
    WhoIsHere.class
  })
  static class Pages {}
}
