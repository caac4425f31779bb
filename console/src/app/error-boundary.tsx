import { Component, type ReactNode } from 'react';
import { Failed } from '../ui/states.tsx';

type Given = { words: { brokenScreen: string }; children: ReactNode };

/** A screen that breaks does not take the others along. */
export class ErrorBoundary extends Component<Given, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div>
        <p>{this.props.words.brokenScreen}</p>
        <Failed error={error} onRetry={() => this.setState({ error: undefined })} />
      </div>
    );
  }
}
