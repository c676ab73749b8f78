package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.remedy.Risk;
import java.util.Locale;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Risk as a stair of three bars and a word; only high is amber.
public final class RiskBadge extends HBox {
  public RiskBadge(Risk risk) {
    getStyleClass().addAll("wf-risk", risk.name().toLowerCase(Locale.ROOT));
    var stair = new HBox();
    stair.getStyleClass().add("wf-stair");
    for (int i = 0; i < 3; i++) {
      var bar = new Region();
      bar.getStyleClass().addAll("wf-stair-bar", "step-" + i);
      if (i <= risk.ordinal()) bar.getStyleClass().add("on");
      stair.getChildren().add(bar);
    }
    var words = Text.of("risk." + risk.name().toLowerCase(Locale.ROOT));
    getChildren().addAll(stair, Nodes.label(words, "wf-small", "wf-risk-word"));
    setAccessibleText(words);
    setMinWidth(USE_PREF_SIZE);
  }
}
