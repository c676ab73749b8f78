package io.watchfloor.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/// The house's walls, each with its because.
@AnalyzeClasses(packages = "io.watchfloor", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final List<String> READING_ORDER =
      List.of(
          "signal",
          "audit",
          "source",
          "topology",
          "log",
          "detect",
          "forecast",
          "incident",
          "cause",
          "remedy",
          "learn",
          "pipeline");

  @ArchTest
  static final ArchRule modelOnlyThinks =
      classes()
          .that()
          .resideInAPackage("io.watchfloor.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.watchfloor.model..", "java..", "org.jspecify..")
          .because("reasoning must run anywhere, and be replayed exactly");

  @ArchTest
  static final ArchRule modelTouchesNothing =
      noClasses()
          .that()
          .resideInAPackage("io.watchfloor.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "java.net.http..",
              "java.nio.file..",
              "org.slf4j..",
              "java.util.concurrent..")
          .because("reasoning has no I/O, no log and no threads");

  @ArchTest
  static final ArchRule readingOrderIsDependencyOrder =
      classes()
          .that()
          .resideInAPackage("io.watchfloor.model..")
          .should(onlyLookUpTheTable())
          .because("the order of the table is the order to read in");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("io.watchfloor.model.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle has no first page");

  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("model")
          .definedBy("io.watchfloor.model..")
          .layer("connectors")
          .definedBy("io.watchfloor.connectors..")
          .layer("app")
          .definedBy("io.watchfloor.app..")
          .whereLayer("connectors")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule connectorsAreAlone =
      slices()
          .matching("io.watchfloor.connectors.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              JavaClass.Predicates.resideInAnyPackage(
                  "io.watchfloor.connectors.http..", "io.watchfloor.connectors.listen.."))
          .because("one can be deleted with its folder");

  @ArchTest
  static final ArchRule oneWriter =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.watchfloor.app.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.jdbi..", "org.flywaydb..")
          .because("only the store speaks SQL");

  @ArchTest
  static final ArchRule headless =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.watchfloor.app.engine..",
              "io.watchfloor.app.store..",
              "io.watchfloor.app.settings..",
              "io.watchfloor.app.secrets..",
              "io.watchfloor.app.access..",
              "io.watchfloor.app.report..",
              "io.watchfloor.app.outgoing..",
              "io.watchfloor.app.cli..",
              "io.watchfloor.app.backtest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx..")
          .because("the engine runs without a window");

  @ArchTest
  static final ArchRule viewModelsHaveNoNodes =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..")
          .because("what a screen knows is tested without a screen");

  @ArchTest
  static final ArchRule timeAndChanceComeIn =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.watchfloor.app.Console")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(java.util.Random.class)
          .because("replay must be exact");

  @ArchTest
  static final ArchRule oneDoorToTheScreen =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.watchfloor.app.ui.kit.Fx")
          .should()
          .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
          .because("one class knows the FX thread");

  @ArchTest
  static final ArchRule noInlineStyle =
      noClasses()
          .that()
          .resideInAPackage("io.watchfloor.app.ui..")
          .should()
          .callMethod(javafx.scene.Node.class, "setStyle", String.class)
          .because("colour, size and font live in the theme");

  @ArchTest
  static final ArchRule noPrinting =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.watchfloor.app.cli..")
          .and()
          .doNotHaveFullyQualifiedName("io.watchfloor.app.Main")
          .and()
          .doNotHaveFullyQualifiedName("io.watchfloor.app.WindowLauncher")
          .should()
          .accessField(System.class, "out")
          .because("people read screens and logs");

  @ArchTest
  static final ArchRule modelIsMadeOfValues =
      classes()
          .that()
          .resideInAPackage("io.watchfloor.model..")
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should(beAValueAPortOrFinal())
          .because("a public type of the model is a value, a family, a port, or a final class");

  private static ArchCondition<JavaClass> onlyLookUpTheTable() {
    return new ArchCondition<>("only depend on packages above them in the table") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        int own = READING_ORDER.indexOf(room(from));
        for (var dependency : from.getDirectDependenciesFromSelf()) {
          int other = READING_ORDER.indexOf(room(dependency.getTargetClass()));
          if (other > own)
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
        }
      }
    };
  }

  private static String room(JavaClass type) {
    var prefix = "io.watchfloor.model.";
    return type.getPackageName().startsWith(prefix)
        ? type.getPackageName().substring(prefix.length())
        : "";
  }

  private static ArchCondition<JavaClass> beAValueAPortOrFinal() {
    return new ArchCondition<>("be a record, enum, interface or final class") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.isInterface()
            || type.isEnum()
            || type.isRecord()
            || type.getModifiers().contains(JavaModifier.FINAL)) return;
        events.add(SimpleConditionEvent.violated(type, type.getName() + " is open to extension"));
      }
    };
  }
}
