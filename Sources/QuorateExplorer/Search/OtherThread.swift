import Dispatch
import Foundation

/// A second thread that works beside the one that owns it, as often as it is asked to, until its owner is gone.
///
/// A thread of its own: those of the pool may all be searches that wait here. It is begun when it is first asked for, and
/// only once: many small questions would take longer to begin than to answer.
final class OtherThread {
    /// Work that is handed over; the semaphores say whose it is.
    private final class Desk: @unchecked Sendable {
        var work: (@Sendable () -> Void)?
        let (isHandedOver, isDone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    }

    private let desk = Desk()
    private var hasBegun = false

    deinit {
        desk.work = nil
        desk.isHandedOver.signal()
    }

    /// Calls `there` on the other thread and `here` on this one, and waits for both.
    func run<Here, There>(
        there: @escaping @Sendable () -> There, here: () -> Here
    ) -> (here: Here, there: There) {
        if !hasBegun { begin() }
        let theirs = Box<There>()
        desk.work = { theirs.value = there() }
        desk.isHandedOver.signal()
        let mine = here()
        desk.isDone.wait()
        return (mine, theirs.value!)
    }

    private func begin() {
        hasBegun = true
        Thread.detachNewThread { [desk] in
            while true {
                desk.isHandedOver.wait()
                guard let work = desk.work else { return }
                work()
                desk.work = nil
                desk.isDone.signal()
            }
        }
    }
}

/// A value that another thread fills in before it is read.
private final class Box<Value>: @unchecked Sendable {
    var value: Value?
}
