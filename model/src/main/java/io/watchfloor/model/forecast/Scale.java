package io.watchfloor.model.forecast;

/// A way to look at values in which large ones weigh less. All are odd (a negative value is the
/// mirror of its opposite), rise everywhere, and scale with the data.
sealed interface Scale {
  double in(double value);

  double out(double scaled);

  /// As they are.
  record Plain() implements Scale {
    @Override
    public double in(double value) {
      return value;
    }

    @Override
    public double out(double scaled) {
      return scaled;
    }
  }

  /// The square root of the size.
  record Root() implements Scale {
    @Override
    public double in(double value) {
      return value < 0 ? -Math.sqrt(-value) : Math.sqrt(value);
    }

    @Override
    public double out(double scaled) {
      return scaled * Math.abs(scaled);
    }
  }

  /// The logarithm of one plus the size in units of `unit`.
  record Logarithm(double unit) implements Scale {
    private static final double SHARE_OF_MEAN = 0.1;

    /// Its unit is a tenth of the mean size of `past`.
    static Logarithm of(double[] past) {
      double sum = 0;
      for (double value : past) sum += Math.abs(value);
      double unit = SHARE_OF_MEAN * sum / past.length;
      return new Logarithm(unit > 0 ? unit : 1);
    }

    @Override
    public double in(double value) {
      double size = Math.log(1 + Math.abs(value) / unit);
      return value < 0 ? -size : size;
    }

    @Override
    public double out(double scaled) {
      double size = unit * (Math.exp(Math.abs(scaled)) - 1);
      return scaled < 0 ? -size : size;
    }
  }
}
