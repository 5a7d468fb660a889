import Synchronization
import Testing

@testable import QuorateProver

/// The clock beside what cannot look at one.
@Suite struct AlarmTests {
    @Test func ringsUntilItIsHeard() {
        let rings = Mutex(0)
        let start = ContinuousClock.now
        Alarm.ringing(after: .milliseconds(30)) {
            rings.withLock { $0 += 1 }
        } during: {
            while rings.withLock({ $0 }) < 3 && ContinuousClock.now < start + .seconds(20) {}
        }
        #expect(rings.withLock { $0 } >= 3)
        #expect(ContinuousClock.now - start >= .milliseconds(30))
    }

    @Test func isSilentOnceItIsOver() {
        let isOver = Mutex(false), late = Mutex(0)
        for _ in 0..<2000 {
            isOver.withLock { $0 = false }
            Alarm.ringing(after: .microseconds(20)) {
                if isOver.withLock({ $0 }) { late.withLock { $0 += 1 } }
            } during: {
            }
            isOver.withLock { $0 = true }
        }
        #expect(late.withLock { $0 } == 0)
    }

    @Test func waitsAnyTime() {
        for limit in [Duration.seconds(Int64.max), .zero, .seconds(-5)] {
            #expect(Alarm.ringing(after: limit, {}, during: { 7 }) == 7)
        }
    }
}
