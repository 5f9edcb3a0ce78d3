public import ArgumentParser
public import Contracts

extension ServiceName: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
  /// Reads a day from the command line.
  public init?(argument: String) { self.init(argument) }
}

extension Authority: ExpressibleByArgument {
  /// Reads an authority from the command line.
  public init?(argument: String) { self.init(argument) }
}

extension Timestamp: ExpressibleByArgument {
  /// Reads a time from the command line.
  public init?(argument: String) { self.init(argument) }
}

extension Sequence: ExpressibleByArgument {
  /// Reads a sequence from the command line, with or without its leading zeros.
  public init?(argument: String) { self.init(argument) }

  /// How a default is shown in the help.
  public var defaultValueDescription: String { String(number) }
}

/// How the results are written.
struct Form: ParsableArguments {
  @Flag(help: "Lines of JSON, also on a terminal.")
  var json = false

  /// True where a program reads the results.
  var isJSON: Bool { json || !Output.isTerminal }
}

/// How many lines are on their way at once.
struct Pace: ParsableArguments {
  @Option(help: "At most so many lines a second; default as fast as they are taken.")
  var rate: Double?
  @Option(help: "So many requests outstanding at each service, 1 to 1,024.")
  var window = 64
  @Option(help: "Give up when a service has been silent for so many seconds.")
  var patience = 60

  func validate() throws {
    if let rate, rate <= 0 { throw ValidationError("--rate is a number of lines a second, more than 0") }
    guard (1...Limits.outstanding).contains(window) else {
      throw ValidationError("--window is 1 to \(Limits.outstanding)")
    }
    guard patience > 0 else { throw ValidationError("--patience is a number of seconds, more than 0") }
  }

  /// The plan of a sender.
  var plan: Sender.Plan { Sender.Plan(window: window, rate: rate, patience: .seconds(patience)) }
}
