import Wire

/// How fast connections come from each address. Each costs libzmq's thread, which carries everybody's messages, half a
/// millisecond to shake hands with; so who comes with a crowd waits outside, longer each time.
///
/// It goes by the address alone, as whose key it is shows only when most of that was spent. Others behind the same
/// address wait with it to come in; those who are in are not touched.
struct Arrivals {
  /// So many connections come from an address at once: as many as a key may have.
  static var burst: Double { 32 }
  /// So many at once from one that came too fast before.
  static var trial: Double { 8 }
  /// So many a second for as long as it likes.
  static var rate: Double { 100 }
  /// How long an address that came too fast is not let in the first time, in milliseconds; each time twice as long. A
  /// machine that is not let in tries again after a second.
  static var shortest: Int64 { 900 }
  /// How long at most, in milliseconds.
  static var longest: Int64 { 16_000 }
  /// An address that came no more too fast for so long is like any other again, in milliseconds.
  static var memory: Int64 { 60_000 }

  private struct Address {
    /// Connections that came, less those that the rate allows.
    var leak: Leak
    /// How often it came too fast.
    var times = 0
    /// Until when it is not let in.
    var until: Int64 = 0
  }

  private var addresses: [PeerAddress: Address] = [:]
  /// Those that are not let in.
  private(set) var shut: Set<PeerAddress> = []

  /// A connection came from an address at a time in milliseconds; whether it is turned away from now on, for the first
  /// time since long.
  mutating func accepted(from address: PeerAddress, at time: Int64) -> Bool {
    if addresses[address] == nil, addresses.count >= 1_024 { forget(at: time) }
    var known = addresses[address] ?? Address(leak: Leak(at: time))
    // What was on its way when the door was shut is no offence.
    guard time >= known.until else { return false }
    if known.times > 0, time - known.until > Arrivals.memory { known.times = 0 }
    known.leak.add(1, at: time, rate: Arrivals.rate)
    let isFast = known.leak.level > (known.times == 0 ? Arrivals.burst : Arrivals.trial)
    if isFast {
      known.until = time + min(Arrivals.longest, Arrivals.shortest << min(known.times, 16))
      known.times += 1
      known.leak = Leak(at: time)
      shut.insert(address)
    }
    addresses[address] = known
    return isFast && known.times == 1
  }

  /// Lets in again whose time is over.
  mutating func open(at time: Int64) {
    guard !shut.isEmpty else { return }
    shut = shut.filter { address in (addresses[address]?.until ?? 0) > time }
  }

  /// Forgets those that came long ago.
  private mutating func forget(at time: Int64) {
    addresses = addresses.filter { time - max($0.value.leak.at, $0.value.until) <= Arrivals.memory }
  }
}
