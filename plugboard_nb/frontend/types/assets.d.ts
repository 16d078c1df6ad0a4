// esbuild bundles style sheets beside the module that imports them.
declare module "*.css";
