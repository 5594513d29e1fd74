import '@testing-library/jest-dom';

// jsdom has no layout, and therefore none of what the canvas measures with
class NoResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.assign(window, { ResizeObserver: NoResizeObserver });
