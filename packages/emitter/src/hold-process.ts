/** Keeps the process alive until a promise settles, whatever it waits for. */
export async function holdProcess<T>(promise: Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, MAX_TIMER_MILLIS);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
}

const MAX_TIMER_MILLIS = 2 ** 31 - 1;
