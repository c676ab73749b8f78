package io.watchfloor.app.ui.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.connectors.SettingsForm.Field;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WizardViewModelTest {
  private final FakeBackend backend = new FakeBackend(Estate.calm().build());
  private final FakeNavigator navigator = new FakeNavigator();
  private final WizardViewModel wizard = new WizardViewModel(backend, navigator);

  @BeforeEach
  void choose() {
    wizard.choose("prometheus");
  }

  @Test
  void onlyTheFieldsThatMatterAreAsked() {
    assertEquals(List.of("url", "auth", "verify"), keys());
    wizard.set(field("auth"), "basic");
    assertEquals(List.of("url", "auth", "user", "password", "verify"), keys());
  }

  @Test
  void whatIsMissingIsNamedBeforeAnythingIsAsked() {
    wizard.test();
    assertTrue(wizard.trouble().contains("Address"), wizard.trouble());
    assertTrue(wizard.steps().isEmpty());
  }

  @Test
  void aWrongPasswordMarksItsFieldAndTheRightOnePasses() {
    wizard.set(field("url"), "https://metrics.shop.example");
    wizard.set(field("auth"), "basic");
    wizard.set(field("user"), "watchfloor");
    wizard.set(field("password"), "wrong");
    wizard.test();
    assertEquals("password", wizard.failed().orElseThrow().field());
    assertFalse(wizard.passed());
    wizard.set(field("password"), "right");
    wizard.test();
    assertTrue(wizard.passed());
    var unused = wizard.save();
    assertFalse(backend.saved.getFirst().values().containsKey("password"));
    assertEquals("right", backend.savedSecrets.getFirst().get("password").reveal());
  }

  private Field field(String key) {
    return wizard.type().orElseThrow().form().fields().stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private List<String> keys() {
    return wizard.fields().stream().map(Field::key).toList();
  }
}
